using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using LocalVoice.Client.Audio;
using LocalVoice.Engines;

namespace LocalVoice.Cli.Espeak;

/// <summary>Synthesises with espeak-ng's library. Once per process, and never beside another user of the library.</summary>
internal static unsafe class EspeakSynthesis
{
    private static readonly List<short> Spoken = [];

    /// <summary>The library's version.</summary>
    /// <exception cref="EngineException">espeak-ng is not installed.</exception>
    public static string Version()
    {
        var version = Marshal.PtrToStringUTF8(EspeakNative.Info(out _));
        return string.IsNullOrWhiteSpace(version) ? "unknown version" : version;
    }

    /// <exception cref="CliException">espeak-ng has no data, or does not know the voice.</exception>
    public static Recording Speak(EspeakVoice voice, string text)
    {
        var rateHz = Initialize();
        if (EspeakNative.SetVoiceByName(voice.Name) != 0)
        {
            throw new CliException($"espeak-ng has no voice '{voice.Name}'.", "'espeak-ng --voices' lists them.", ExitCode.BadInput);
        }

        Check(EspeakNative.SetParameter(EspeakNative.ParameterRate, voice.WordsPerMinute, relative: 0));
        Check(EspeakNative.SetParameter(EspeakNative.ParameterPitch, voice.Pitch, relative: 0));
        Spoken.Clear();
        EspeakNative.SetSynthCallback(&Collect);
        var bytes = (nuint)Encoding.UTF8.GetByteCount(text) + 1;
        Check(EspeakNative.Synth(text, bytes, 0, 0, 0, EspeakNative.CharsUtf8, null, null));
        Check(EspeakNative.Synchronize());
        return new Recording(Spoken.ToArray(), rateHz);
    }

    /// <exception cref="EngineException">espeak-ng is not installed.</exception>
    private static int Initialize()
    {
        var rateHz = EspeakNative.Initialize(EspeakNative.AudioOutputSynchronous, 0, 0, 0);
        return rateHz > 0 ? rateHz : throw new CliException("espeak-ng finds no data.", "Install espeak-ng-data.", ExitCode.Unavailable);
    }

    private static void Check(int status)
    {
        if (status != 0)
        {
            throw new CliException(
                $"espeak-ng failed with status {status}.",
                "Check its installation with 'espeak-ng Hola'.",
                ExitCode.Unavailable
            );
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Collect(short* samples, int count, void* events)
    {
        if (samples != null)
        {
            Spoken.AddRange(new ReadOnlySpan<short>(samples, count));
        }

        return 0;
    }
}
