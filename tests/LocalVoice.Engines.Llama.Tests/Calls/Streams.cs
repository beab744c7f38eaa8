using LocalVoice.Engines.Llama.Calls;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tests.Calls;

/// <summary>Reads a response as it may arrive.</summary>
internal static class Streams
{
    /// <summary>The response cut in two at every position, and into single characters.</summary>
    public static IEnumerable<string[]> CutsOf(string response) =>
        Enumerable
            .Range(0, response.Length + 1)
            .Select(at => new[] { response[..at], response[at..] })
            .Append([.. response.Select(character => character.ToString())]);

    /// <summary>Words in double angle quotes, calls as name and arguments, an exclamation mark before one with an error.</summary>
    public static string Read(ToolCallReader reader, params IEnumerable<string> pieces)
    {
        var contents = pieces.SelectMany(piece => reader.Read(piece)).ToList();
        return Told([.. contents, .. reader.Flush()]);
    }

    public static string Told(IEnumerable<AIContent> contents)
    {
        var told = new List<string>();
        foreach (var content in contents)
        {
            if (content is TextContent text)
            {
                var goesOn = told is [.., ['«', ..]];
                var words = goesOn ? told[^1][1..^1] + text.Text : text.Text;
                told = goesOn ? [.. told.SkipLast(1), $"«{words}»"] : [.. told, $"«{words}»"];
            }
            else if (content is FunctionCallContent call)
            {
                told.Add(call.Exception is null ? call.Name + CallJson.Arguments(call) : $"!{call.Name}");
            }
        }

        return string.Join(' ', told);
    }
}
