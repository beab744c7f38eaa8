using System.Text;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Calls;

/// <summary>
/// Separates words from calls in a streamed response, character by character: how the text is cut makes no difference. Words are
/// passed on at once, but for what may be the beginning of a call, and line breaks, which a call may follow. One response, one
/// thread.
/// </summary>
/// <param name="single">Whether the response ends after its first call.</param>
internal abstract class ToolCallReader(bool single)
{
    private readonly List<AIContent> _contents = [];
    private readonly List<CallGroup> _groups = [];
    private readonly StringBuilder _words = new();

    // Line breaks after words, or whatever stands between calls.
    private readonly StringBuilder _gap = new();
    private CallGroup? _group;

    public bool SawCall => _groups.Count > 0;

    /// <summary>Whether the response ends here: it has made the one call that it may.</summary>
    public bool Stopped { get; private set; }

    /// <summary>The calls so far.</summary>
    public IReadOnlyList<CallGroup> Groups => _groups;

    /// <summary>What a call that is the last lacks.</summary>
    protected virtual string Closing => "";

    /// <summary>Whether the last thing before is a call.</summary>
    protected bool IsAfterCall => _group is not null;

    /// <summary>Reads what the response was made to begin with; it is part of a call.</summary>
    public ToolCallReader Begin(string opening)
    {
        Read(opening);
        return this;
    }

    public IReadOnlyList<AIContent> Read(string piece)
    {
        foreach (var character in piece)
        {
            if (Stopped)
            {
                break;
            }

            Take(character);
        }

        return Contents();
    }

    /// <summary>Ends the response; a call without its end still counts.</summary>
    public IReadOnlyList<AIContent> Flush()
    {
        if (!Stopped)
        {
            End();
            if (_group is null)
            {
                _words.Append(_gap);
            }
            else
            {
                _group.Append(_gap.ToString());
            }

            _gap.Clear();
        }

        return Contents();
    }

    protected abstract void Take(char character);

    /// <summary>The response has ended: tells what was held back.</summary>
    protected abstract void End();

    /// <summary>Words; white space after a call is none.</summary>
    protected void Say(string text)
    {
        foreach (var character in text)
        {
            Say(character);
        }
    }

    /// <inheritdoc cref="Say(string)"/>
    protected void Say(char character)
    {
        if (_group is not null ? char.IsWhiteSpace(character) : character == '\n')
        {
            _gap.Append(character);
            return;
        }

        if (_group is null)
        {
            _words.Append(_gap);
        }

        _gap.Clear();
        _group = null;
        _words.Append(character);
    }

    /// <summary>What stands between two calls and is neither.</summary>
    protected void Separate(char character) => _gap.Append(character);

    /// <param name="text">As the model wrote it.</param>
    protected void Call(ReadCall call, string text)
    {
        TakeWords();
        if (_group is null)
        {
            _groups.Add(_group = new());
        }

        _group.Add(call, _gap + text);
        _gap.Clear();
        _contents.Add(call.Call);
        if (single)
        {
            Stopped = true;
            _group.Append(Closing);
        }
    }

    /// <summary>What ends the calls.</summary>
    protected void Close(string text)
    {
        _group?.Append(_gap + text);
        _gap.Clear();
    }

    private List<AIContent> Contents()
    {
        TakeWords();
        List<AIContent> contents = [.. _contents];
        _contents.Clear();
        return contents;
    }

    private void TakeWords()
    {
        if (_words.Length > 0)
        {
            _contents.Add(new TextContent(_words.ToString()));
            _words.Clear();
        }
    }
}
