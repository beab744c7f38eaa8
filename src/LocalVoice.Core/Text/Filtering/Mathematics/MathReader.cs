using System.Text;

namespace LocalVoice.Core.Text.Filtering.Mathematics;

/// <summary>Reads a possible formula, a character at a time, and says as early as possible whether it is one.</summary>
internal sealed class MathReader
{
    // Longer ones are text; chosen by trial, not measured.
    private const int Longest = 300;

    // Of letters in a row: more are a word, which a formula has only in braces. After an amount one is enough ($5 each).
    private const int LongestName = 3;
    private const int LongestNameOfAmount = 1;

    private readonly StringBuilder _text = new();
    private readonly CommandReader _command = new();
    private Form _form;
    private bool _withinWord;
    private bool _named;
    private bool _amount;
    private bool _closed;
    private int _letters;
    private int _depth;

    private enum Form
    {
        Dollar,
        Dollars,
        Backslash,
        Parentheses,
        Brackets,
        Command,
    }

    /// <summary>Whether anything is being read.</summary>
    public bool IsReading => _text.Length > 0;

    /// <summary>All that was read, its marks included.</summary>
    public string Text => _text.ToString();

    /// <summary>Whether the formula is complete if the text ends here.</summary>
    public bool IsWhole => _form == Form.Command ? _command.IsSymbol : _closed;

    /// <summary>Whether what was read ends in a dollar sign that may open the next formula.</summary>
    public bool EndsInOpening => _closed && _form == Form.Dollar;

    /// <summary>The formula without its marks.</summary>
    public string Formula =>
        _form switch
        {
            Form.Command => Text,
            Form.Dollar => Text[1..^1],
            _ => Text[2..^2],
        };

    /// <param name="mark">A dollar sign or a backslash.</param>
    /// <param name="previous">The character before it.</param>
    public void Begin(char mark, char previous)
    {
        Clear();
        _text.Append(mark);
        _form = mark == '$' ? Form.Dollar : Form.Backslash;
        _withinWord = char.IsLetter(previous) || previous is ':' or '\\' or '/';
    }

    public void Clear()
    {
        _text.Clear();
        (_named, _amount, _closed, _letters, _depth) = (false, false, false, 0, 0);
    }

    public MathProgress Read(char character)
    {
        var progress = _form switch
        {
            Form.Backslash => ReadFirst(character),
            Form.Command => _command.Read(character),
            Form.Dollar => ReadDollar(character),
            Form.Dollars => ReadDollars(character),
            _ => ReadBrackets(character),
        };
        if (progress is MathProgress.Reading or MathProgress.Formula or MathProgress.Text)
        {
            _text.Append(character);
        }

        return progress == MathProgress.Reading && _text.Length > Longest ? MathProgress.Text : progress;
    }

    private MathProgress ReadFirst(char character)
    {
        switch (character)
        {
            case '(':
                _form = Form.Parentheses;
                return MathProgress.Reading;
            case '[':
                _form = Form.Brackets;
                return MathProgress.Reading;
        }

        if (!char.IsAsciiLetter(character))
        {
            return MathProgress.Text;
        }

        _form = Form.Command;
        _command.Begin(character, _withinWord);
        return MathProgress.Reading;
    }

    private MathProgress ReadDollar(char character)
    {
        if (_closed)
        {
            return char.IsAsciiDigit(character) ? MathProgress.TextBefore : MathProgress.FormulaBefore;
        }

        if (_text.Length == 1)
        {
            return ReadFirstOfDollar(character);
        }

        if (character == '$' && _text[^1] != '\\')
        {
            _closed = !char.IsWhiteSpace(_text[^1]);
            return _closed ? MathProgress.Reading : MathProgress.TextBefore;
        }

        return MayContain(character) ? MathProgress.Reading : MathProgress.TextBefore;
    }

    private MathProgress ReadFirstOfDollar(char character)
    {
        if (character == '$')
        {
            _form = Form.Dollars;
            return MathProgress.Reading;
        }

        _amount = char.IsAsciiDigit(character);
        return (char.IsLetterOrDigit(character) || "\\(-+{|[".Contains(character, StringComparison.Ordinal)) && MayContain(character)
            ? MathProgress.Reading
            : MathProgress.TextBefore;
    }

    private MathProgress ReadDollars(char character)
    {
        var second = _text.Length > 2 && _text[^1] == '$';
        if (character == '$')
        {
            _closed = second;
            return second ? MathProgress.Formula
                : _text.Length == 2 ? MathProgress.TextBefore
                : MathProgress.Reading;
        }

        return second || character == '`' || (character == '\n' && _text[^1] == '\n') ? MathProgress.TextBefore : MathProgress.Reading;
    }

    private MathProgress ReadBrackets(char character)
    {
        var close = _form == Form.Parentheses ? ')' : ']';
        if (character == close && _text[^1] == '\\')
        {
            _closed = true;
            return MathProgress.Formula;
        }

        return character == '`' || (character == '\n' && _text[^1] == '\n') ? MathProgress.TextBefore : MathProgress.Reading;
    }

    /// <summary>Whether a formula between single dollar signs may go on like this.</summary>
    private bool MayContain(char character)
    {
        var previous = _text[^1];
        if (char.IsLetter(character))
        {
            _named |= previous == '\\';
            _letters = _named || _depth > 0 ? 0 : _letters + 1;
            return _letters <= (_amount ? LongestNameOfAmount : LongestName);
        }

        (_letters, _named) = (0, false);
        _depth += character switch
        {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        return character switch
        {
            '\n' or '`' => false,
            '*' or '|' => !_amount,
            _ => !(char.IsWhiteSpace(character) && previous is ('.' or '?')),
        };
    }
}

/// <summary>What a character makes of a possible formula.</summary>
internal enum MathProgress
{
    /// <summary>Still possible.</summary>
    Reading,

    /// <summary>The character ends a formula.</summary>
    Formula,

    /// <summary>A formula has ended before the character.</summary>
    FormulaBefore,

    /// <summary>All that was read is text, the character included.</summary>
    Text,

    /// <summary>What was read before the character is text.</summary>
    TextBefore,
}
