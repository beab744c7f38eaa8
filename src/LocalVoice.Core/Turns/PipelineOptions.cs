using LocalVoice.Core.Turns.BargeIn;
using LocalVoice.Core.Turns.Endpointing;

namespace LocalVoice.Core.Turns;

/// <summary>What all sessions share. Checked by <see cref="Validate"/> at start.</summary>
public sealed record PipelineOptions
{
    public TurnOptions Turns { get; init; } = new();

    public EndpointingOptions Endpointing { get; init; } = new();

    public BargeInOptions BargeIn { get; init; } = new();

    /// <summary>How often the utterance is decoded while the user speaks, 200…2000 ms of audio.</summary>
    public TimeSpan InterimPeriod { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>How many pauses of one turn may start work on a response, 0…100.</summary>
    public int MaxSpeculationsPerTurn { get; init; } = 8;

    /// <exception cref="ArgumentException">Names the option, its value and its range.</exception>
    public void Validate()
    {
        Turns.Validate();
        Endpointing.Validate();
        BargeIn.Validate();
        if (InterimPeriod.TotalMilliseconds is < 200 or > 2000)
        {
            throw new ArgumentException($"{nameof(PipelineOptions)}.{nameof(InterimPeriod)} is {InterimPeriod.TotalMilliseconds} ms; it must be within 200…2000 ms.");
        }

        if (MaxSpeculationsPerTurn is < 0 or > 100)
        {
            throw new ArgumentException($"{nameof(PipelineOptions)}.{nameof(MaxSpeculationsPerTurn)} is {MaxSpeculationsPerTurn}; it must be within 0…100.");
        }
    }
}
