using System.Diagnostics;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Turns.Endpointing.Calibration;
using LocalVoice.Server.Configuration;
using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Calibration;

/// <summary>
/// Measures after the start what this machine's language model tells of the end of a turn, in each profile's language: models
/// differ, and operators bring their own. Until it is known, and where it fails, turns end by the other evidence.
/// </summary>
internal sealed partial class MessageEndMeasure(
    Func<IChatClient> chat,
    EnabledBackends enabled,
    ProfileCatalog profiles,
    ProcessResources resources,
    ILogger<MessageEndMeasure> logger
)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!enabled.Of(nameof(StageOptions.Llm)).Any(EnabledBackends.IsLocal))
        {
            return;
        }

        var model = chat();
        foreach (var profile in profiles.Names.Select(profiles.Find).DistinctBy(profile => profile.Language))
        {
            try
            {
                await MeasureAsync(model, profile, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                NotMeasured(failure.GetType().Name, profile.Language);
            }
        }
    }

    private async Task MeasureAsync(IChatClient model, SessionProfile profile, CancellationToken cancellationToken)
    {
        var (language, instructions) = (profile.Language, profile.InstructionsFor(profile.Language));
        var begun = Stopwatch.GetTimestamp();
        var scale = await MessageEndCalibration.MeasureAsync(model, instructions, language, cancellationToken).ConfigureAwait(false);
        if (scale is null)
        {
            TellsNothing(language);
            return;
        }

        resources.Scales.Set(model, language, scale);
        var taken = Stopwatch.GetElapsedTime(begun);
        Measured(language, scale.Offset, scale.Slope, taken);
    }

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "The end of a turn by the language model, in {Language}: log odds {Offset:0.0} + {Slope:0.00} log p; "
            + "measured in {Duration:g}"
    )]
    private partial void Measured(string language, double offset, double slope, TimeSpan duration);

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
