using LocalVoice.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Configuration;

/// <summary>Telephone calls: <c>src/LocalVoice.Server/Telephony/README.md</c>.</summary>
public sealed class TelephonyOptions
{
    /// <summary>
    /// Probability at which a caller's speech starts, 0.05…0.95. Default 0.5, as for other clients: measured on speech
    /// of a telephone's band (<c>tests/LocalVoice.Benchmarks/results/telephone.md</c>).
    /// </summary>
    [Within(0.05, 0.95)]
    public double SpeechThreshold { get; set; } = 0.5;

    /// <summary>Whether quiet callers are made louder, slowly and by 12 dB at most, and loud ones quieter. Default true.</summary>
    public bool NormalizeLevel { get; set; } = true;

    /// <summary>Time without a further key that ends a sequence of keys, 500 ms…10 s; <c>#</c> ends it at once. Default 2 s.</summary>
    [Within("00:00:00.5", "00:00:10")]
    public TimeSpan KeyPause { get; set; } = TimeSpan.FromSeconds(2);

    [ValidateObjectMembers]
    public TwilioOptions Twilio { get; } = new();

    [ValidateObjectMembers]
    public AudioSocketOptions AudioSocket { get; } = new();
}
