using System.Runtime.ExceptionServices;

namespace LocalVoice.Engines;

/// <summary>Frees several things, each although one before it could not be freed.</summary>
public static class Disposal
{
    /// <exception cref="Exception">The first failure, after all were tried.</exception>
    public static void All(params ReadOnlySpan<IDisposable?> things)
    {
        Exception? first = null;
        foreach (var thing in things)
        {
            try
            {
                thing?.Dispose();
            }
            catch (Exception failure)
            {
                first ??= failure;
            }
        }

        if (first is not null)
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }
}
