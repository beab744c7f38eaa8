using System.Text;

namespace LocalVoice.Core.Responses;

/// <summary>
/// Maps the words of a response to sample positions of its audio, to trim the history to what the user heard.
/// Synthesis adds ahead of playback, so a clause's full length is usually known when it is cut off. Thread-safe.
/// </summary>
/// <param name="rateHz">The synthesizer's sample rate.</param>
internal sealed class HeardText(int rateHz)
{
    /// <summary>Speaking rate assumed until a clause of this response is complete. Chosen by ear, not measured.</summary>
    private const double TypicalCharactersPerSecond = 15;

    /// <summary>Allowance for rounded playback positions; chosen by trial, not measured.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private readonly List<Clause> _clauses = [];
    private readonly StringBuilder _written = new();
    private bool _writtenWhole;

    /// <summary>A clause was written; its synthesis begins later, if it does.</summary>
    public void Write(string clause)
    {
        lock (_lock)
        {
            _written.Append(clause);
        }
    }

    /// <summary>All clauses were written.</summary>
    public void WriteEnd()
    {
        lock (_lock)
        {
            _writtenWhole = true;
        }
    }

    /// <summary>Begins a clause and completes the one before it.</summary>
    public void BeginClause(string text)
    {
        lock (_lock)
        {
            CompleteLast();
            var start = _clauses.Count == 0 ? 0 : _clauses[^1].EndSample;
            _clauses.Add(new(text, start, start, Complete: false));
        }
    }

    /// <summary>Adds audio of the current clause.</summary>
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

    /// <summary>Marks the last clause as complete: no more audio follows.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            CompleteLast();
        }
    }

    /// <summary>
    /// The words played at <paramref name="played"/> from the start of the response. Within a clause, duration is
    /// assumed proportional to text length.
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

    /// <summary>The words of all clauses that <see cref="HeardUntil"/> leaves out; null while not all are written.</summary>
    public string? RestFrom(TimeSpan played)
    {
        lock (_lock)
        {
            return _writtenWhole ? _written.ToString()[HeardUntil(played).Length..].Trim() : null;
        }
    }

    /// <summary>The words played between two times from the start of the response.</summary>
    public string Between(TimeSpan from, TimeSpan to)
    {
        var (before, all) = (HeardUntil(from).Length, HeardUntil(to));
        return before < all.Length ? all[before..] : "";
    }

    /// <summary>Length in samples; while the clause is being synthesised an estimate, never less than the samples so far.</summary>
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
