namespace LocalVoice.Core.Text.Filtering;

/// <summary>Detects code blocks: text between two runs of at least three <c>`</c> or <c>~</c>, at any position.</summary>
internal sealed class CodeFence
{
    private const int FenceLength = 3;

    private int _run;
    private bool _inside;
    private bool _closing;

    /// <summary>The character of the current run.</summary>
    public char Mark { get; private set; }

    /// <summary>Number of marks before the character that was <see cref="FenceState.Released"/>.</summary>
    public int ReleasedMarks { get; private set; }

    public FenceState Read(char character) => _inside ? ReadInside(character) : ReadOutside(character);

    /// <summary>Marks held when the text ended.</summary>
    public int PendingMarks()
    {
        var marks = _inside || _closing ? 0 : _run;
        _run = 0;
        return marks;
    }

    private FenceState ReadInside(char character)
    {
        _run = character == Mark ? _run + 1 : 0;
        if (_run == FenceLength)
        {
            _inside = false;
            _closing = true;
        }

        return FenceState.Inside;
    }

    private FenceState ReadOutside(char character)
    {
        if (_closing && character == Mark)
        {
            return FenceState.Inside;
        }

        if (_closing)
        {
            _closing = false;
            _run = 0;
        }

        if (_run > 0 && character == Mark)
        {
            return Extend();
        }

        return character is '`' or '~' ? Start(character) : Release();
    }

    private FenceState Extend()
    {
        if (++_run < FenceLength)
        {
            return FenceState.Inside;
        }

        _inside = true;
        _run = 0;
        return FenceState.Opened;
    }

    private FenceState Start(char mark)
    {
        if (_run > 0)
        {
            // Two kinds of marks in a row cannot be a fence: both are released.
            return Release();
        }

        Mark = mark;
        _run = 1;
        return FenceState.Inside;
    }

    private FenceState Release()
    {
        ReleasedMarks = _run;
        _run = 0;
        return ReleasedMarks > 0 ? FenceState.Released : FenceState.Outside;
    }
}

/// <summary>How a character relates to a code block.</summary>
internal enum FenceState
{
    /// <summary>Plain text.</summary>
    Outside,

    /// <summary>Held, or part of a block: not passed on.</summary>
    Inside,

    /// <summary>The last mark of an opening fence.</summary>
    Opened,

    /// <summary>Plain text, as are the marks held before it.</summary>
    Released,
}
