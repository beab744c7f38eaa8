using LocalVoice.Engines.Piper.Cache;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>Opens a new cut with the least context with which its chunks equal the whole, and keeps it for the next start.</summary>
internal sealed partial class CutTrial(PiperGraphCut cut, string path, PiperVoiceConfig config, CutOpening opening, ILogger logger)
{
    // Receptive field of the decoder per side: 11 or 13 frames for Piper's voices, 14 for the starter voice.
    private static readonly int[] Contexts = [16, 32];

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
        if (Try(context => opening.Kept(manifest with { ContextFrames = context }, folder)) is not { } found)
        {
            store.Delete(folder);
            return null;
        }

        store.Publish(key, manifest with { ContextFrames = found.Context });
        return found.Graph;
    }

    private CutPiperGraph InMemory(int context) => opening.InMemory(cut, Manifest() with { ContextFrames = context }, path);

    private CutManifest Manifest() => new("", new Dictionary<string, string>(), cut.Boundary, cut.Durations, ContextFrames: 0);

    private (CutPiperGraph Graph, int Context)? Try(Func<int, CutPiperGraph> open)
    {
        foreach (var context in Contexts)
        {
            CutPiperGraph? candidate = null;
            try
            {
                candidate = open(context);
                var difference = CutSelfTest.Difference(candidate, config, opening.SamplesPerFrame);
                LogDifference(logger, path, context, difference);
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
        Message = "{Path} in chunks with {Context} frames of context differs from the whole by {Difference}."
    )]
    private static partial void LogDifference(ILogger logger, string path, int context, float difference);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Path} cannot be cut: {Reason}")]
    private static partial void LogNotCut(ILogger logger, string path, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A voice's cut cannot be kept in {Folder}, so each start cuts it anew: {Reason}")]
    private static partial void LogNotKept(ILogger logger, string folder, string reason);
}
