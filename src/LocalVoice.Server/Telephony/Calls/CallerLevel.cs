using System.Buffers.Binary;
using LocalVoice.Audio;

namespace LocalVoice.Server.Telephony.Calls;

/// <summary>
/// Brings callers to one level: telephones and lines differ by 20 dB. Follows the voice only, and slowly, so that a pause, a breath or
/// the line's noise changes nothing. Not thread-safe.
/// </summary>
internal sealed class CallerLevel
{
    /// <summary>Level of active speech that callers are brought to: ITU-T P.56 measures −26 dBov on a well-set line.</summary>
    private const double TargetDbfs = -26;

    private const double MostDb = 12;
    private const double LeastDb = -12;

    // Chosen by trial: below, it is the line; a voice's own syllables differ by less than its range.
    private const double QuietestDbfs = -50;
    private const double RangeDb = 15;

    // Shares of a piece of 20 ms: a louder voice is followed within 0.3 s, a quieter one within 2 s.
    private const double Attack = 0.06;
    private const double Release = 0.01;
    private const double StepDb = 0.1;
    private const int LeastPieces = 15;

    private double _voiceDbfs = TargetDbfs;
    private int _voiced;

    /// <summary>What the next piece is amplified by, dB.</summary>
    public double GainDb { get; private set; }

    /// <param name="voice">16-bit little-endian samples, 20 ms or so; changed in place.</param>
    public void Apply(Span<byte> voice)
    {
        Follow(LevelOf(voice));
        if (Math.Abs(GainDb) < StepDb)
        {
            return;
        }

        var factor = Math.Pow(10, GainDb / 20);
        for (var i = 0; i + 1 < voice.Length; i += 2)
        {
            var sample = BinaryPrimitives.ReadInt16LittleEndian(voice[i..]) * factor;
            BinaryPrimitives.WriteInt16LittleEndian(voice[i..], (short)Math.Clamp(Math.Round(sample), short.MinValue, short.MaxValue));
        }
    }

    private void Follow(double levelDbfs)
    {
        if (levelDbfs < QuietestDbfs || (_voiced >= LeastPieces && levelDbfs < _voiceDbfs - RangeDb))
        {
            return;
        }

        // The mean of all pieces at first.
        _voiced++;
        var share = Math.Max(levelDbfs > _voiceDbfs ? Attack : Release, 1.0 / _voiced);
        _voiceDbfs += (levelDbfs - _voiceDbfs) * share;
        if (_voiced >= LeastPieces)
        {
            var wanted = Math.Clamp(TargetDbfs - _voiceDbfs, LeastDb, MostDb);
            GainDb += Math.Clamp(wanted - GainDb, -StepDb, StepDb);
        }
    }

    private static double LevelOf(ReadOnlySpan<byte> voice)
    {
        var sum = 0.0;
        for (var i = 0; i + 1 < voice.Length; i += 2)
        {
            double sample = BinaryPrimitives.ReadInt16LittleEndian(voice[i..]);
            sum += sample * sample;
        }

        return SoundLevel.FromMeanSquare(sum / Math.Max(1, voice.Length / 2) / ((double)Pcm16.FullScale * Pcm16.FullScale));
    }
}
