using System.Text;

namespace LocalVoice.Engines.Llama.Grammars;

/// <summary>llama.cpp's notation of grammars (github.com/ggml-org/llama.cpp, grammars/README.md).</summary>
internal static class Gbnf
{
    /// <summary>An expression that matches a text; empty for an empty one.</summary>
    public static string Literal(string text)
    {
        if (text.Length == 0)
        {
            return "";
        }

        var literal = new StringBuilder("\"");
        foreach (var character in text)
        {
            literal.Append(
                character switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    _ => character.ToString(),
                }
            );
        }

        return literal.Append('"').ToString();
    }

    /// <summary>Expressions one after another; empty ones are left out.</summary>
    public static string Sequence(params IEnumerable<string> parts) => string.Join(' ', parts.Where(part => part.Length > 0));

    public static string Either(IEnumerable<string> choices) => $"( {string.Join(" | ", choices)} )";
}
