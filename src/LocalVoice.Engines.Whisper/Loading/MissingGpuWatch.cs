using Whisper.net.Logger;

namespace LocalVoice.Engines.Whisper.Loading;

/// <summary>
/// Detects that whisper.cpp found no GPU. It then falls back to the CPU and reports that only in its log, when the
/// first working state is created.
/// </summary>
internal sealed class MissingGpuWatch : IDisposable
{
    private readonly IDisposable _registration;
    private volatile bool _foundNone;

    public MissingGpuWatch() =>
        _registration = LogProvider.AddLogger(
            (_, message) =>
            {
                if (message?.Contains("no GPU found", StringComparison.Ordinal) == true)
                {
                    _foundNone = true;
                }
            }
        );

    public bool FoundNone => _foundNone;

    public void Dispose() => _registration.Dispose();
}
