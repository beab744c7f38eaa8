using LocalVoice.Audio;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>Subprotocol <c>realtime</c>: audio as base64 in events, in order with the other events.</summary>
internal sealed class Base64AudioFraming : IAudioFraming
{
    private byte[] _bytes = new byte[2048];

    public void Announce(EventBatch batch, ResponseStarted response, int rateHz)
    {
        // Stock clients need no announcement: the response's own events imply the audio.
    }

    public void Write(EventBatch batch, ResponseAudio audio, AudioEncoding encoding)
    {
        if (audio.Samples.IsEmpty)
        {
            return;
        }

        var length = SampleBytes.Count(audio.Samples.Length, encoding);
        if (_bytes.Length < length)
        {
            _bytes = new byte[length];
        }

        SampleBytes.Write(audio.Samples.Span, encoding, _bytes);
        var json = batch.Begin("response.output_audio.delta", audio.Cancelled);
        ResponseJson.WritePlace(json, audio.ResponseId, audio.ItemId);
        json.WriteBase64String("delta"u8, _bytes.AsSpan(0, length));
        batch.End();
    }
}
