using System.Text;

namespace LocalVoice.Core.Conversation;

/// <summary>
/// Which words of an answer lie at which samples, so that what was not heard is not remembered. Thread-safe: playback
/// adds, the session's loop asks.
/// </summary>
internal sealed class SpokenText
{
    private readonly Lock _lock = new();
    private readonly List<Clause> _clauses = [];

    /// <summary>Samples added so far.</summary>
    public long TotalSamples
    {
        get
        {
            lock (_lock)
            {
                return _clauses.Count == 0 ? 0 : _clauses[^1].EndSample;
            }
        }
    }

    public void BeginClause(string text)
    {
        lock (_lock)
        {
            var start = _clauses.Count == 0 ? 0 : _clauses[^1].EndSample;
            _clauses.Add(new(text, start, start));
        }
    }

    public void AddSamples(int count)
    {
        lock (_lock)
        {
            if (_clauses.Count == 0)
            {
                return;
            }

            _clauses[^1] = _clauses[^1] with { EndSample = _clauses[^1].EndSample + count };
        }
    }

    /// <summary>
    /// The words that had been played when <paramref name="samples"/> of the answer had been. Within a clause words are
    /// taken to last in proportion to their length.
    /// </summary>
    public string HeardUntil(long samples)
    {
        lock (_lock)
        {
            var heard = new StringBuilder();
            foreach (var clause in _clauses)
            {
                if (samples >= clause.EndSample)
                {
                    heard.Append(clause.Text);
                    continue;
                }

                if (samples > clause.StartSample)
                {
                    heard.Append(WholeWords(clause.Text, (double)(samples - clause.StartSample) / (clause.EndSample - clause.StartSample)));
                }

                break;
            }

            return heard.ToString().TrimEnd();
        }
    }

    private static ReadOnlySpan<char> WholeWords(string text, double fraction)
    {
        var length = (int)(text.Length * fraction);
        if (length <= 0)
        {
            return [];
        }

        var end = text.LastIndexOf(' ', length - 1);
        return end <= 0 ? [] : text.AsSpan(0, end);
    }

    private sealed record Clause(string Text, long StartSample, long EndSample);
}
