using LocalVoice.Engines.Llama.Calls;
using LocalVoice.Engines.Llama.Prompts;
using LocalVoice.Engines.Llama.Tools;

namespace LocalVoice.Engines.Llama.Tests.Prompts;

internal static class HermesReading
{
    /// <param name="mark">A control token of the template's.</param>
    /// <param name="own">What the model has to be told.</param>
    public static ConversationReader Of(string? mark = null, string? own = null)
    {
        var marks = new ControlTokens(mark is null ? [] : [mark]);
        return new(new MessageText(marks, new HermesForm(marks), new GeneratedCalls(marks)), own);
    }
}
