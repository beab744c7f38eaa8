using LocalVoice.Core.Evidence;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Turns.Endpointing.Calibration;
using LocalVoice.Server.Configuration;
using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Calibration;

/// <summary>
/// Measures after the start what this machine's language model tells of the end of a turn, in each profile's language: models
/// differ, and operators bring their own. What was measured once is kept between starts. Until it is known, and where it fails,
/// turns end by the other evidence.
/// </summary>
internal sealed partial class MessageEndMeasure(
    MeasuredModel measured,
    KeptScales kept,
    EnabledBackends enabled,
    ProfileCatalog profiles,
    ProcessResources resources,
    TimeProvider time,
    ILogger<MessageEndMeasure> logger
)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!enabled.Of(nameof(StageOptions.Llm)).Any(EnabledBackends.IsLocal) || measured.Names() is not { } names)
        {
            return;
        }

        var (model, name) = (measured.Load(), ScaleKey.NameOf(names.PathOrId));
        foreach (var profile in profiles.Names.Select(profiles.Find).DistinctBy(profile => profile.Language))
        {
            try
            {
                var key = new ScaleKey(name, names.Template, profile.InstructionsFor(profile.Language), profile.Language);
                await FindOrMeasureAsync(model, key, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                NotMeasured(failure.GetType().Name, profile.Language);
            }
        }
    }

    private async Task FindOrMeasureAsync(IChatClient model, ScaleKey key, CancellationToken cancellationToken)
    {
        if (!kept.TryFind(key, out var scale))
        {
            scale = await MeasureAsync(model, key, cancellationToken).ConfigureAwait(false);
            kept.Keep(key, scale);
        }

        if (scale is null)
        {
            TellsNothing(key.Language);
            return;
        }

        resources.Scales.Set(model, key.Language, scale);
        Known(key.Language, scale.Offset, scale.Slope);
    }

    private async Task<EvidenceScale?> MeasureAsync(IChatClient model, ScaleKey key, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var scale = await MessageEndCalibration
            .MeasureAsync(model, key.Instructions, key.Language, cancellationToken)
            .ConfigureAwait(false);
        var taken = time.GetElapsedTime(begun);
        Measured(key.Language, taken);
        return scale;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The end of a turn by the language model in {Language}: measured in {Duration:g}")]
    private partial void Measured(string language, TimeSpan duration);

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "The end of a turn by the language model, in {Language}: log odds {Offset:0.0} + {Slope:0.00} log p"
    )]
    private partial void Known(string language, double offset, double slope);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The language model tells nothing of the end of a turn in {Language}: it is not asked"
    )]
    private partial void TellsNothing(string language);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "What the language model tells of the end of a turn was not measured ({Why}) in {Language}: "
            + "turns end by the other evidence"
    )]
    private partial void NotMeasured(string why, string language);
}
