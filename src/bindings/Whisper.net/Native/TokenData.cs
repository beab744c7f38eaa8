using System.Runtime.InteropServices;

namespace Whisper.net.Native;

/// <summary><c>whisper_token_data</c> of whisper.cpp 1.8.5 to 1.9.1.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TokenData
{
    public int Id;
    public int TimestampId;
    public float Probability;
    public float ProbabilityLog;
    public float TimestampProbability;
    public float TimestampProbabilitySum;
    public long Start;
    public long End;
    public long DtwTimestamp;
    public float VoiceLength;
}
