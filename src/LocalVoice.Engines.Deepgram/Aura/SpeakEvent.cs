using LocalVoice.Engines.Deepgram.Connections;
using LocalVoice.Remote;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Deepgram.Aura;

/// <param name="Audio">16-bit little-endian; may begin or end amid a sample.</param>
internal readonly record struct SpeakEvent(SpeakEventKind Kind, byte[] Audio)
{
    public static SpeakEvent Of(ReadOnlyMemory<byte> audio) => new(SpeakEventKind.Audio, audio.ToArray());

    /// <returns>Null for what nobody needs to know.</returns>
    /// <exception cref="BackendException">It is no message of this protocol, or reports an error.</exception>
    public static SpeakEvent? Read(ReadOnlySpan<byte> json, Service service)
    {
        var header = Json.Read(json, HeaderJson.Default.Header, service.Failures);
        switch (header.Type)
        {
            case "Flushed":
                return new(SpeakEventKind.Flushed, []);
            case "Cleared":
                return new(SpeakEventKind.Cleared, []);
            case "Error":
                throw service.Failures.Reported(header.Code, header.Description ?? header.Message);
            case "Warning":
                // The description may repeat what is to be said.
                Log.Warned(service.Logger, service.Address.Name, header.Code ?? "");
                return null;
            default:
                return null;
        }
    }
}

internal enum SpeakEventKind
{
    Audio,
    Flushed,
    Cleared,
}
