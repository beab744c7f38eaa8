using System.Text;

namespace LocalVoice.Core.Text.Filtering;

/// <summary>
/// Handles markdown line by line: headings, lists, quotes and tables lose their marks and gain a pause; code blocks
/// are dropped.
/// </summary>
internal sealed class BlockFilter(ICharacterSink next) : ICharacterSink
{
    private readonly StringBuilder _start = new();
    private readonly TableRow _row = new(next);
    private readonly CodeFence _fence = new();
    private LineKind _line = LineKind.Undecided;
    private int _breaks;

    public void Write(char character)
    {
        switch (_fence.Read(character))
        {
            case FenceState.Outside:
                WriteOutside(character);
                break;
            case FenceState.Released:
                for (var i = 0; i < _fence.ReleasedMarks; i++)
                {
                    WriteOutside(_fence.Mark);
                }

                WriteOutside(character);
                break;
            case FenceState.Opened:
                ReleaseStart();
                next.Write(Signals.Pause);
                BeginLine();
                break;
        }
    }

    public void Complete()
    {
        for (var i = _fence.PendingMarks(); i > 0; i--)
        {
            WriteOutside(_fence.Mark);
        }

        if (!LineMarker.IsRule(_start.ToString()))
        {
            ReleaseStart();
        }

        next.Complete();
    }

    private void WriteOutside(char character)
    {
        if (character == '\n')
        {
            EndLine();
        }
        else if (_line == LineKind.Undecided)
        {
            WriteStart(character);
        }
        else
        {
            WriteContent(character);
        }
    }

    private void WriteStart(char character)
    {
        if (_start.Length == 0 && char.IsWhiteSpace(character))
        {
            return;
        }

        _start.Append(character);
        var marker = LineMarker.Read(_start.ToString());
        switch (marker.Kind)
        {
            case LineKind.Undecided:
                break;
            case LineKind.Plain:
                ReleaseStart();
                break;
            case LineKind.Quote:
                _start.Clear();
                break;
            default:
                BeginBlock(marker);
                break;
        }
    }

    private void BeginBlock(LineMarker marker)
    {
        var number = _start.ToString(0, marker.Number);
        _start.Clear();
        _line = marker.Kind;
        next.Write(Signals.Pause);
        _breaks = 0;
        _row.Begin();
        foreach (var digit in number)
        {
            next.Write(digit);
        }

        if (number.Length > 0)
        {
            next.Write(':');
            next.Write(' ');
        }
    }

    private void ReleaseStart()
    {
        if (_start.Length == 0)
        {
            return;
        }

        var text = _start.ToString();
        _start.Clear();
        _line = LineKind.Plain;
        if (_breaks > 0)
        {
            next.Write(_breaks > 1 ? Signals.Pause : '\n');
        }

        _breaks = 0;
        foreach (var character in text)
        {
            next.Write(character);
        }
    }

    private void WriteContent(char character)
    {
        if (_line == LineKind.Row)
        {
            _row.Write(character);
        }
        else
        {
            next.Write(character);
        }
    }

    private void EndLine()
    {
        if (LineMarker.IsRule(_start.ToString()))
        {
            next.Write(Signals.Pause);
            _start.Clear();
        }

        ReleaseStart();
        if (_line is LineKind.Heading or LineKind.Item or LineKind.Row)
        {
            next.Write(Signals.Pause);
        }

        _breaks++;
        BeginLine();
    }

    private void BeginLine()
    {
        _line = LineKind.Undecided;
        _start.Clear();
    }
}
