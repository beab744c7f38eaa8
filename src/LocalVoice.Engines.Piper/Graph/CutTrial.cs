using LocalVoice.Engines.Piper.Cache;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>Opens a new cut with the least context with which its chunks equal the whole, and keeps it for the next start.</summary>
internal sealed partial class CutTrial(PiperGraphCut cut, string path, PiperVoiceConfig config, CutOpening opening, ILogger logger)
{
    // Receptive field per side: of the decoder 11 or 13 frames for Piper's voices, 14 for the starter voice; of Piper's flow 32,
    // from four couplings of four layers with a kernel of 5.
    private static readonly (int Decoder, int Flow)[] Contexts = [(16, 32), (32, 64)];

    /// <param name="key">Under which the cut is kept; null: it is not.</param>
    /// <returns>Null when chunks do not equal the whole.</returns>
    public CutPiperGraph? Run(CutKey? key, CutStore store) =>
        key is { } kept && store.NewFolder(kept) is { } folder ? RunKept(kept, store, folder) : Try(InMemory)?.Graph;

    private CutPiperGraph? RunKept(CutKey key, CutStore store, string folder)
    {
        try
        {
            CutOpening.Keep(cut, path, folder);
        }
        catch (EngineException failure)
        {
            LogNotKept(logger, folder, failure.Message);
            store.Delete(folder);
            return Try(InMemory)?.Graph;
        }

        var manifest = Manifest() with { Folder = Path.GetFileName(folder), Files = CutManifest.HashesOf(folder) };
        if (Try(context => opening.Kept(manifest.With(context.Decoder, context.Flow), folder)) is not { } found)
        {
            store.Delete(folder);
            return null;
        }

        store.Publish(key, manifest.With(found.Context.Decoder, found.Context.Flow));
        return found.Graph;
    }

    private CutPiperGraph InMemory((int Decoder, int Flow) context) =>
        opening.InMemory(cut, Manifest().With(context.Decoder, context.Flow), path);

    private CutManifest Manifest() =>
        new(
            "",
            new Dictionary<string, string>(),
            cut.Boundary,
            cut.Durations,
            ContextFrames: 0,
            cut.Flow is null ? null : new CutFlow(cut.FlowInputs, ContextFrames: 0)
        );

    private (CutPiperGraph Graph, (int Decoder, int Flow) Context)? Try(Func<(int Decoder, int Flow), CutPiperGraph> open)
    {
        foreach (var context in Contexts)
        {
            CutPiperGraph? candidate = null;
            try
            {
                candidate = open(context);
                var difference = CutSelfTest.Difference(candidate, config, opening.SamplesPerFrame);
                LogDifference(logger, path, cut.Flow is null ? 2 : 3, context.Decoder, difference);
                if (difference <= CutSelfTest.Tolerance)
                {
                    return (candidate, context);
                }
            }
            catch (EngineException failure)
            {
                LogNotCut(logger, path, failure.Message);
            }

            candidate?.Dispose();
        }

        return null;
    }

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "{Path} cut in {Parts}, in chunks with {Context} frames of context, differs from the whole by {Difference}."
    )]
    private static partial void LogDifference(ILogger logger, string path, int parts, int context, float difference);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Path} cannot be cut: {Reason}")]
    private static partial void LogNotCut(ILogger logger, string path, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A voice's cut cannot be kept in {Folder}, so each start cuts it anew: {Reason}")]
    private static partial void LogNotKept(ILogger logger, string folder, string reason);
}
