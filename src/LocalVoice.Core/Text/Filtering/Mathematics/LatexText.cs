using System.Text;

namespace LocalVoice.Core.Text.Filtering.Mathematics;

/// <summary>Writes a formula as plain text: <c>\frac{a+b}{2}</c> → <c>(a + b) / 2</c>, <c>x^{2}</c> → <c>x²</c>.</summary>
internal sealed class LatexText
{
    // Deeper braces are read as if they were not there.
    private const int DeepestGroup = 16;

    private readonly string _source;
    private readonly int _depth;
    private readonly StringBuilder _text = new();
    private int _position;

    private LatexText(string source, int depth)
    {
        _source = source;
        _depth = depth;
    }

    public static string Of(string formula) => Of(formula, depth: 0);

    private static string Of(string formula, int depth)
    {
        var reader = new LatexText(formula, depth);
        while (reader._position < formula.Length)
        {
            reader.Next();
        }

        return reader._text.ToString().Trim();
    }

    private void Next()
    {
        var character = _source[_position++];
        switch (character)
        {
            case '\\':
                Command();
                break;
            case '^':
                Power(Argument());
                break;
            case '_':
                _text.Append(' ').Append(Argument()).Append(' ');
                break;
            case '{' or '}' or '$':
                break;
            case '~' or '&':
                _text.Append(' ');
                break;
            case '*':
                Spaced("×");
                break;
            case '-' when IsBinary():
                Spaced("−");
                break;
            case '=' or '+' or '<' or '>':
                Spaced(character.ToString());
                break;
            default:
                _text.Append(character);
                break;
        }
    }

    private void Command()
    {
        var name = Name();
        if (LatexCommands.IsFraction(name))
        {
            Fraction(Argument(), Argument());
        }
        else if (LatexCommands.IsRoot(name))
        {
            SkipOption();
            _text.Append(" √").Append(Grouped(Argument()));
        }
        else if (LatexCommands.IsWrapper(name))
        {
            _text.Append(Argument());
        }
        else if (name is "begin" or "end")
        {
            Argument();
        }
        else if (LatexCommands.Symbols.TryGetValue(name, out var symbol))
        {
            Symbol(symbol);
        }
        else
        {
            Escape(name);
        }
    }

    private void Symbol(string symbol)
    {
        if (char.IsLetter(symbol[0]) || symbol is "°" or "…" or "∞" or "′")
        {
            _text.Append(symbol);
        }
        else
        {
            Spaced(symbol);
        }
    }

    /// <summary>A function by its name, a line break, a space, or a character that has a meaning of its own.</summary>
    private void Escape(string name)
    {
        switch (name)
        {
            case [var first, ..] when char.IsAsciiLetter(first):
                _text.Append(' ').Append(name).Append(' ');
                break;
            case "\\":
                _text.Append(", ");
                break;
            case "%" or "$" or "#" or "&":
                _text.Append(name);
                break;
            default:
                _text.Append(' ');
                break;
        }
    }

    private void Fraction(string above, string below)
    {
        var compact = IsPlain(above) && IsPlain(below);
        _text.Append(' ').Append(compact ? $"{above}/{below}" : $"{Grouped(above)} / {Grouped(below)}").Append(' ');
    }

    private void Power(string exponent) =>
        _text.Append(
            exponent switch
            {
                "°" or "′" => exponent,
                "2" => "²",
                "3" => "³",
                _ => "^" + Grouped(exponent),
            }
        );

    private void Spaced(string sign)
    {
        if (_text.Length > 0 && _text[^1] != ' ')
        {
            _text.Append(' ');
        }

        _text.Append(sign).Append(' ');
    }

    private bool IsBinary()
    {
        for (var i = _text.Length - 1; i >= 0; i--)
        {
            if (_text[i] != ' ')
            {
                return char.IsLetterOrDigit(_text[i]) || ")]²³°!".Contains(_text[i], StringComparison.Ordinal);
            }
        }

        return false;
    }

    private string Name()
    {
        var start = _position;
        while (_position < _source.Length && char.IsAsciiLetter(_source[_position]))
        {
            _position++;
        }

        _position += _position == start && _position < _source.Length ? 1 : 0;
        return _source[start.._position];
    }

    /// <summary>What a command or sign applies to: a group in braces, a command, or one character.</summary>
    private string Argument()
    {
        while (_position < _source.Length && _source[_position] == ' ')
        {
            _position++;
        }

        if (_position == _source.Length)
        {
            return "";
        }

        var start = _position++;
        if (_source[start] == '\\')
        {
            Name();
            return Of(_source[start.._position], _depth + 1);
        }

        if (_source[start] != '{')
        {
            return _source[start].ToString();
        }

        SkipToEndOf('{', '}');
        var inner = _source[(start + 1)..Math.Max(start + 1, _position - 1)];
        return _depth < DeepestGroup ? Of(inner, _depth + 1) : inner;
    }

    private void SkipOption()
    {
        if (_position < _source.Length && _source[_position] == '[')
        {
            _position++;
            SkipToEndOf('[', ']');
        }
    }

    private void SkipToEndOf(char open, char close)
    {
        for (var depth = 1; depth > 0 && _position < _source.Length; _position++)
        {
            depth +=
                _source[_position] == open ? 1
                : _source[_position] == close ? -1
                : 0;
        }
    }

    private static string Grouped(string text) => IsPlain(text) || text.StartsWith('√') ? text : $"({text})";

    private static bool IsPlain(string text) =>
        text.All(char.IsAsciiDigit) || text.Length == 1 || (text.Length > 1 && text.All(character => char.IsLetterOrDigit(character)));
}
