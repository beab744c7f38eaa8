using System.Collections.Frozen;

namespace LocalVoice.Core.Text.Filtering.Control;

/// <summary>
/// A mark that a model writes for its runtime, not for the user: <c>&lt;think&gt;</c>, <c>[THINK]</c>, <c>&lt;|im_end|&gt;</c>,
/// <c>&lt;answer&gt;</c>.
/// </summary>
/// <param name="Name">Without brackets and bars.</param>
internal readonly record struct ControlToken(ControlKind Kind, string Name = "", bool Closes = false)
{
    // Longer ones are text; the longest of known vocabularies has 27 characters (Llama's reserved ones).
    private const int Longest = 48;

    /// <summary>Of <c>&lt;|begin_of_thought|&gt;</c> and <c>&lt;|end_of_thought|&gt;</c>.</summary>
    private const string Thought = "_of_thought";

    private static readonly FrozenDictionary<string, ControlKind> Tags = Kinds(
        (ControlKind.Reasoning, ["think", "thinking", "thought", "thoughts", "reasoning", "reason", "reflection"]),
        (ControlKind.Call, ["tool_call", "tool_calls", "function_call"]),
        (ControlKind.Mark, ["answer", "final_answer", "response", "final", "bos", "eos", "pad", "unk", "end_of_turn", "end_of_text"]),
        (ControlKind.Role, ["start_of_turn"])
    );

    private static readonly FrozenDictionary<string, ControlKind> Brackets = Kinds(
        (ControlKind.Reasoning, ["THINK"]),
        (ControlKind.Mark, ["INST", "BOS", "EOS"])
    );

    private static readonly FrozenDictionary<string, ControlKind> Bars = Kinds(
        (ControlKind.Role, ["im_start"]),
        (ControlKind.Header, ["start", "start_header_id"]),
        (ControlKind.Channel, ["channel"]),
        (ControlKind.Message, ["message", "end_header_id"]),
        (ControlKind.End, ["end", "return", "call"])
    );

    /// <summary>Whether a token may begin with the character.</summary>
    public static bool Begins(char character) => character is '<' or '[';

    /// <summary>Reads what may be a token, from its bracket to its last character so far.</summary>
    public static ControlToken Read(ReadOnlySpan<char> text)
    {
        if (text.Length > Longest)
        {
            return new(ControlKind.None);
        }

        return text.Length == 1 ? new(ControlKind.Incomplete)
            : text[0] == '[' ? ReadTag(text, ']', Brackets)
            : IsBar(text[1]) ? ReadBars(text)
            : ReadTag(text, '>', Tags);
    }

    private static ControlToken ReadBars(ReadOnlySpan<char> text)
    {
        var last = text[^1];
        if (last == '>')
        {
            return text.Length > 4 && IsBar(text[^2]) ? KindOfBars(text[2..^2].ToString()) : new(ControlKind.None);
        }

        return new(char.IsWhiteSpace(last) ? ControlKind.None : ControlKind.Incomplete);
    }

    private static ControlToken KindOfBars(string name) =>
        name.EndsWith(Thought, StringComparison.Ordinal)
            ? new(ControlKind.Reasoning, name, Closes: name.StartsWith("end", StringComparison.Ordinal))
            : new(Bars.GetValueOrDefault(name, ControlKind.Mark), name);

    private static ControlToken ReadTag(ReadOnlySpan<char> text, char end, FrozenDictionary<string, ControlKind> tags)
    {
        var closes = text[1] == '/';
        var name = text[(closes ? 2 : 1)..];
        if (name.Length > 0 && name[^1] == end)
        {
            return tags.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name[..^1], out var kind)
                ? new(kind, name[..^1].ToString(), closes)
                : new(ControlKind.None);
        }

        foreach (var known in tags.Keys)
        {
            if (known.AsSpan().StartsWith(name, Comparison(end)))
            {
                return new(ControlKind.Incomplete);
            }
        }

        return new(ControlKind.None);
    }

    private static StringComparison Comparison(char end) => end == '>' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>DeepSeek writes full-width bars.</summary>
    private static bool IsBar(char character) => character is '|' or '｜';

    private static FrozenDictionary<string, ControlKind> Kinds(params (ControlKind Kind, string[] Names)[] groups)
    {
        var pairs = groups.SelectMany(group => group.Names.Select(name => KeyValuePair.Create(name, group.Kind)));
        return pairs.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>What a control token does to the text around it.</summary>
internal enum ControlKind
{
    /// <summary>The characters are text.</summary>
    None,

    /// <summary>The next character decides.</summary>
    Incomplete,

    /// <summary>Encloses what is not for the user.</summary>
    Reasoning,

    /// <summary>Encloses the call of a function.</summary>
    Call,

    /// <summary>Nothing: only the token itself is not for the user.</summary>
    Mark,

    /// <summary>The name of the speaker follows, up to the end of the line.</summary>
    Role,

    /// <summary>The name of the speaker follows, up to a <see cref="Channel"/> or <see cref="Message"/>.</summary>
    Header,

    /// <summary>The name of a channel follows, up to a <see cref="Message"/>.</summary>
    Channel,

    /// <summary>The text of the channel follows.</summary>
    Message,

    /// <summary>The text of the channel is over.</summary>
    End,
}
