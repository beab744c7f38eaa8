using LocalVoice.Simulation.OpenAI.Audio;

namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>A text cut into pieces of a tenth of a second, each with the words that begin in it: the transcript leads.</summary>
internal sealed record ResponseSpeech(IReadOnlyList<SpeechPiece> Pieces, double PiecesPerSecond)
{
    private const int PieceSamples = VoicedSignal.SampleRateHz / 10;

    public static ResponseSpeech Of(string text, double audioSpeed, SessionSettings settings)
    {
        var samples = VoicedSignal.Samples(VoicedSignal.Duration(text, settings.Speed));
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var count = Math.Max(words.Length == 0 ? 0 : 1, (samples + PieceSamples - 1) / PieceSamples);
        var pieces = Enumerable
            .Range(0, count)
            .Select(index =>
            {
                var first = index * PieceSamples;
                var audio = settings.HasText ? [] : VoicedSignal.Bytes(first, Math.Min(PieceSamples, samples - first));
                return new SpeechPiece(WordsOf(words, index, count), audio);
            });
        return new([.. pieces], audioSpeed * VoicedSignal.SampleRateHz / PieceSamples);
    }

    private static string WordsOf(string[] words, int piece, int pieces)
    {
        var from = (words.Length * piece + pieces - 1) / pieces;
        var to = (words.Length * (piece + 1) + pieces - 1) / pieces;
        return string.Concat(words[from..to].Select((word, index) => from + index == 0 ? word : $" {word}"));
    }
}

/// <param name="Words">Empty where none begins.</param>
/// <param name="Audio">Empty for a response in text.</param>
internal sealed record SpeechPiece(string Words, byte[] Audio);
