using System.Runtime.InteropServices;

namespace Whisper.net.Native;

/// <summary><c>whisper_full_params</c> of whisper.cpp 1.8.5 to 1.9.1. Its C <c>bool</c>s are bytes here.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FullParams
{
    public int Strategy;
    public int Threads;
    public int MaxTextContext;
    public int OffsetMs;
    public int DurationMs;
    public byte Translate;
    public byte NoContext;
    public byte NoTimestamps;
    public byte SingleSegment;
    public byte PrintSpecial;
    public byte PrintProgress;
    public byte PrintRealtime;
    public byte PrintTimestamps;
    public byte TokenTimestamps;
    public float TimestampThreshold;
    public float TimestampSumThreshold;
    public int MaxSegmentLength;
    public byte SplitOnWord;
    public int MaxTokens;
    public byte DebugMode;
    public int AudioContext;
    public byte TinyDiarize;
    public nint SuppressRegex;
    public byte* InitialPrompt;
    public byte CarryInitialPrompt;
    public nint PromptTokens;
    public int PromptTokenCount;
    public byte* Language;
    public byte DetectLanguage;
    public byte SuppressBlank;
    public byte SuppressNonSpeech;
    public float Temperature;
    public float MaxInitialTimestamp;
    public float LengthPenalty;
    public float TemperatureInc;
    public float EntropyThreshold;
    public float LogProbThreshold;
    public float NoSpeechThreshold;
    public int BestOf;
    public int BeamSize;
    public float Patience;
    public nint NewSegmentCallback;
    public nint NewSegmentData;
    public nint ProgressCallback;
    public nint ProgressData;
    public nint EncoderBeginCallback;
    public nint EncoderBeginData;
    public delegate* unmanaged[Cdecl]<int*, byte> AbortCallback;
    public int* AbortData;
    public nint LogitsFilterCallback;
    public nint LogitsFilterData;
    public nint GrammarRules;
    public nuint GrammarRuleCount;
    public nuint GrammarStartRule;
    public float GrammarPenalty;
    public byte Vad;
    public nint VadModelPath;
    public float VadThreshold;
    public int VadMinSpeechMs;
    public int VadMinSilenceMs;
    public float VadMaxSpeechSeconds;
    public int VadSpeechPadMs;
    public float VadSamplesOverlap;
}
