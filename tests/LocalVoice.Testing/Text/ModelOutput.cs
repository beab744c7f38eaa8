using System.Text;

namespace LocalVoice.Testing.Text;

/// <summary>
/// What a language model may write at its worst: words and markup with runs, dots, digits, marks and characters of every
/// script, as one seeded sequence.
/// </summary>
public sealed class ModelOutput(int seed)
{
    private static readonly string[] Words =
    [
        "hola",
        "sí",
        "el",
        "número",
        "cuatro",
        "l'Àngel",
        "col·labora",
        "què",
        "the",
        "don't",
        "street",
        "EE.UU.",
        "Sr.",
        "p. ej.",
        "3,5",
        "12:30",
        "1.234.567",
        "€20",
        "50%",
        "XIV",
        "2º",
        "http://a.b/c?d=e",
        "x@y.z",
        "**bold**",
        "# Title",
        "- item",
        "`code`",
        "```\nint x;\n```",
        "<b>",
        "</think>",
        "<think>",
        "| a | b |",
        "[link](http://x.y)",
        "...",
        "—",
        "«",
        "»",
        "¿",
        "¡",
        "\n\n",
        "$x^2$",
    ];

    private static readonly (int First, int Last)[] Ranges =
    [
        (0x00, 0x1F),
        (0x20, 0x7E),
        (0x20, 0x7E),
        (0x80, 0xFF),
        (0x100, 0x24F),
        (0x250, 0x2FF),
        (0x300, 0x36F),
        (0x370, 0x52F),
        (0x530, 0x6FF),
        (0x900, 0xDFF),
        (0xE00, 0x10FF),
        (0x1100, 0x1FFF),
        (0x2000, 0x20CF),
        (0x20D0, 0x2BFF),
        (0x2E80, 0x33FF),
        (0x4E00, 0x9FFF),
        (0xAC00, 0xD7A3),
        (0xD800, 0xDFFF),
        (0xE000, 0xF8FF),
        (0xF900, 0xFFFF),
        (0x1F300, 0x1FAFF),
        (0x10000, 0x10FFFF),
    ];

    private const string Separators = ".......,;:-_'/\\*·!?()\"";
    private const int MaxPieces = 12;
    private const int MaxRepeats = 260;

    private readonly Random _random = new(seed);

    /// <summary>The next text, up to some thousands of characters; lone surrogates included.</summary>
    public string Next()
    {
        var text = new StringBuilder();
        for (var pieces = _random.Next(1, MaxPieces); pieces > 0; pieces--)
        {
            text.Append(Piece());
            if (_random.Next(3) != 0)
            {
                text.Append(_random.Next(8) == 0 ? '\n' : ' ');
            }
        }

        return text.ToString();
    }

    private string Piece() =>
        _random.Next(10) switch
        {
            < 4 => Words[_random.Next(Words.Length)],
            4 => Repeated(Character()),
            5 => Repeated(Character() + Separator()),
            6 => Repeated(Character() + " " + Separator() + (_random.Next(2) == 0 ? " " : "")),
            7 => Character() + Separator() + Repeated(Character()),
            8 => string.Concat(Enumerable.Range(0, _random.Next(1, MaxRepeats)).Select(_ => Character())),
            _ => Repeated(Words[_random.Next(Words.Length)] + Separator()),
        };

    private string Repeated(string piece) => string.Concat(Enumerable.Repeat(piece, _random.Next(1, _random.Next(2, MaxRepeats))));

    private string Separator() => Separators[_random.Next(Separators.Length)].ToString();

    private string Character()
    {
        var (first, last) = Ranges[_random.Next(Ranges.Length)];
        var character = _random.Next(first, last + 1);
        return character is >= 0xD800 and <= 0xDFFF ? ((char)character).ToString() : char.ConvertFromUtf32(character);
    }
}
