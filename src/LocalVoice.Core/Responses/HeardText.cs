using System.Text;

namespace LocalVoice.Core.Responses;

/// <summary>
/// Which words of a response lie at which samples of its voice, so that what was not heard is not remembered. Synthesis
/// adds, ahead of playback, so that a clause's whole length is mostly known when it is cut off. Thread-safe.
/// </summary>
/// <param name="rateHz">Of the samples, the synthesizer's.</param>
internal sealed class HeardText(int rateHz)
{
    /// <summary>An unhurried speaker, until a clause of this response has shown its pace.</summary>
    private const double TypicalCharactersPerSecond = 15;

    /// <summary>Playback positions are rounded; a word is not lost for it.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private readonly List<Clause> _clauses = [];

    /// <summary>The clause before it is complete.</summary>
    public void BeginClause(string text)
    {
        lock (_lock)
        {
            CompleteLast();
            var start = _clauses.Count == 0 ? 0 : _clauses[^1].EndSample;
            _clauses.Add(new(text, start, start, Complete: false));
        }
    }

    /// <summary>Audio of the clause begun last.</summary>
    public void AddSamples(int count)
    {
        lock (_lock)
        {
            if (_clauses.Count > 0)
            {
                _clauses[^1] = _clauses[^1] with { EndSample = _clauses[^1].EndSample + count };
            }
        }
    }

    /// <summary>All audio was added.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            CompleteLast();
        }
    }

    /// <summary>
    /// The words that had been played after <paramref name="played"/> of the response. Within a clause words are taken to
    /// last in proportion to their length.
    /// </summary>
    public string HeardUntil(TimeSpan played)
    {
        var samples = played <= TimeSpan.Zero ? 0 : (long)((played + Tolerance).TotalSeconds * rateHz);
        lock (_lock)
        {
            var heard = new StringBuilder();
            foreach (var clause in _clauses)
            {
                if (samples <= clause.StartSample)
                {
                    break;
                }

                var length = LengthOf(clause);
                if (samples < clause.StartSample + length)
                {
                    heard.Append(WholeWords(clause.Text, (samples - clause.StartSample) / length));
                    break;
                }

                heard.Append(clause.Text);
            }

            return heard.ToString().TrimEnd();
        }
    }

    /// <summary>In samples; a guess, and at least what there is, while the clause is still being spoken.</summary>
    private double LengthOf(Clause clause)
    {
        var known = clause.EndSample - clause.StartSample;
        return clause.Complete ? known : Math.Max(known, clause.Text.Length * SamplesPerCharacter());
    }

    private double SamplesPerCharacter()
    {
        var characters = _clauses.Sum(clause => clause.Complete ? clause.Text.Length : 0);
        var samples = _clauses.Sum(clause => clause.Complete ? clause.EndSample - clause.StartSample : 0);
        return characters == 0 || samples == 0 ? rateHz / TypicalCharactersPerSecond : (double)samples / characters;
    }

    private void CompleteLast()
    {
        if (_clauses.Count > 0)
        {
            _clauses[^1] = _clauses[^1] with { Complete = true };
        }
    }

    private static ReadOnlySpan<char> WholeWords(string text, double fraction)
    {
        var length = (int)(text.Length * fraction);
        if (length <= 0)
        {
            return [];
        }

        var end = text.LastIndexOf(' ', Math.Min(length, text.Length - 1));
        return end <= 0 ? [] : text.AsSpan(0, end);
    }

    private sealed record Clause(string Text, long StartSample, long EndSample, bool Complete);
}
