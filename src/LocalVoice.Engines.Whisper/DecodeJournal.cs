using LocalVoice.Speech;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Whisper;

/// <summary>Writes how long finals took.</summary>
internal sealed class DecodeJournal(TimeProvider time, ILogger logger)
{
    public long Start() => time.GetTimestamp();

    public void Final(Transcript transcript, long start, int threads)
    {
        Log.FinalDecoded(logger, transcript.AudioDuration, time.GetElapsedTime(start), threads);
        Log.FinalTextSensitive(logger, transcript.Text);
    }
}
