using System.Text;

namespace LocalVoice.Engines.Llama.Responses;

/// <summary>
/// Ends a streamed text that repeats itself: small models fall into loops that run to the token limit. Text that may be part
/// of a loop is held back until it is one, and dropped, or goes on otherwise, and passes. One response, one thread.
/// </summary>
internal sealed class RepetitionGuard
{
    private readonly RepeatedPhrases _phrases = new();
    private readonly StringBuilder _word = new();
    private readonly StringBuilder _held = new();
    private bool _holds;

    /// <summary>Whether the text repeated itself: it ended with the last phrase that was passed.</summary>
    public bool Stopped { get; private set; }

    /// <summary>The text that may be said now.</summary>
    public string Pass(string piece)
    {
        var passed = new StringBuilder(piece.Length);
        foreach (var character in piece)
        {
            if (Stopped)
            {
                break;
            }

            if (char.IsWhiteSpace(character))
            {
                EndWord(passed);
            }
            else
            {
                _word.Append(character);
            }

            (Stopped || _holds ? _held : passed).Append(character);
        }

        return passed.ToString();
    }

    /// <summary>The held text at the end of the response.</summary>
    public string Flush()
    {
        var rest = new StringBuilder();
        EndWord(rest);
        return Stopped ? "" : rest.Append(_held).ToString();
    }

    private void EndWord(StringBuilder passed)
    {
        if (_word.Length == 0)
        {
            return;
        }

        var state = _phrases.Add(_word.ToString());
        _word.Clear();
        Stopped = state == Repetition.Loop;
        _holds = state == Repetition.Suspected;
        if (!_holds && !Stopped)
        {
            passed.Append(_held);
            _held.Clear();
        }
    }
}
