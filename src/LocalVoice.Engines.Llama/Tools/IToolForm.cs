using LocalVoice.Engines.Llama.Calls;
using LocalVoice.Engines.Llama.Grammars;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tools;

/// <summary>
/// How the models of a family are told of functions, call them and are told the results: the form of the chat template that they
/// were trained with. Thread-safe.
/// </summary>
internal interface IToolForm
{
    ToolListPlace Place { get; }

    /// <summary>What stands between words and the calls after them, unless the model wrote it.</summary>
    string BeforeCalls { get; }

    /// <summary>What tells the model of the functions.</summary>
    string List(IReadOnlyList<AIFunctionDeclaration> tools);

    /// <summary>Calls made together, as the model would write them.</summary>
    string Write(IReadOnlyList<FunctionCallContent> calls);

    /// <summary>A message of the model that has calls in it.</summary>
    PromptMessage Message(string content);

    /// <summary>Results of calls that were made together.</summary>
    IEnumerable<PromptMessage> Results(IReadOnlyList<FunctionResultContent> results);

    /// <summary>The parts of a call.</summary>
    CallShape Shape { get; }

    /// <param name="single">Whether the response ends after its first call.</param>
    ToolCallReader Reader(bool single);
}
