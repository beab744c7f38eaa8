using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Tests.Telephony;

/// <summary>Audio of the agent's as a session sends it: frames of 20 ms at 8 kHz.</summary>
internal static class AgentSpeech
{
    public const int FrameSamples = 160;

    public static ResponseAudio[] Of(int ordinal, int frames, short amplitude = 1000, CancellationToken cancelled = default) =>
        [
            .. Enumerable
                .Range(0, frames)
                .Select(frame => new ResponseAudio(
                    $"resp_{ordinal}",
                    $"item_{ordinal}",
                    ordinal,
                    frame * FrameSamples,
                    Enumerable.Repeat(amplitude, FrameSamples).ToArray(),
                    Last: frame == frames - 1,
                    cancelled
                )),
        ];
}
