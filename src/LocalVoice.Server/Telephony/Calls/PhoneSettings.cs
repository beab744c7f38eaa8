using LocalVoice.Audio;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Configuration;
using LocalVoice.Tools;

namespace LocalVoice.Server.Telephony.Calls;

/// <summary>How a session on a telephone begins: as a profile says, at the rate of telephones.</summary>
internal static class PhoneSettings
{
    /// <summary>Of a call's audio in both directions: 8 kHz. Lines convert to and from their own encoding.</summary>
    public static AudioFormat Format { get; } = new(AudioEncoding.Pcm16, 8_000);

    /// <remarks>
    /// The server is the telephone's client with extensions: it lowers and pauses the voice, discards it, and knows what was played.
    /// Nobody reads the caller's words.
    /// </remarks>
    public static SessionSettings Of(SessionProfile profile, TelephonyOptions options) =>
        new()
        {
            InputFormat = Format,
            OutputFormat = Format,
            Language = profile.Language,
            Instructions = profile.InstructionsFor(profile.Language),
            Greeting = profile.Greeting,
            Filler = profile.Filler,
            Tools = profile.ReadKeys ? KeyRequest.Offered : ToolSet.Empty,
            Voice = profile.Voice,
            Speed = profile.Speed,
            Stages = profile.Stages,
            TurnDetection = TurnDetection.Semantic(Eagerness.Auto) with { Threshold = options.SpeechThreshold },
            Transcribe = false,
            Vocabulary = profile.Vocabulary,
            Pipeline = profile.Pipeline,
            Speculate = profile.Speculate,
            Extensions = true,
        };
}
