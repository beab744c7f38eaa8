using LocalVoice.Speech;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Fallbacks;

/// <summary>
/// Puts a backend behind another: it serves what the first does not begin in time, and everything while the first fails
/// again and again. The report of a request says so. Neither backend is owned.
/// </summary>
public static class Fallback
{
    public static IStreamingRecognizer Of(
        IStreamingRecognizer first,
        IStreamingRecognizer second,
        FallbackOptions options,
        TimeProvider time
    ) => new FallbackRecognizer(first, second, options, time);

    public static IChatClient Of(IChatClient first, IChatClient second, FallbackOptions options, TimeProvider time) =>
        new FallbackChatClient(first, second, options, time);

    public static ISpeechSynthesizer Of(ISpeechSynthesizer first, ISpeechSynthesizer second, FallbackOptions options, TimeProvider time) =>
        new FallbackSynthesizer(first, second, options, time);
}
