using System.Text;
using LocalVoice.Core.Conversation;

namespace LocalVoice.Core.ToolServers;

/// <summary>What a tool has come to, as long as an item of the conversation may be.</summary>
internal static class ToolOutput
{
    private const string CutOff = "\n[The rest is left out: the output was too long.]";

    /// <summary>U+0000 is no text for many of those who read it: U+FFFD stands for it.</summary>
    public static string Cut(string told, ConversationOptions limits)
    {
        var output = told.Replace('\0', '\uFFFD');
        var room = limits.MaxItemBytes - CutOff.Length;
        if (output.Length <= room / 3 || Encoding.UTF8.GetByteCount(output) <= limits.MaxItemBytes)
        {
            return output;
        }

        var (kept, bytes) = (0, 0);
        foreach (var rune in output.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > room)
            {
                break;
            }

            kept += rune.Utf16SequenceLength;
        }

        return output[..kept] + CutOff;
    }
}
