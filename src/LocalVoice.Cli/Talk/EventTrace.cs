using System.Globalization;
using LocalVoice.Client;

namespace LocalVoice.Cli.Talk;

/// <summary>
/// Writes the server's messages, one line each with the milliseconds since the trace began; of audio only a
/// response's first frame.
/// </summary>
internal sealed class EventTrace(TextWriter output, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    public void Write(ServerMessage message)
    {
        var text = message switch
        {
            ServerEvent @event => @event.Body.GetRawText(),
            ResponseAudio { FirstSample: 0 } audio => $"audio of item {audio.Ordinal}",
            _ => null,
        };
        if (text is not null)
        {
            var at = time.GetElapsedTime(_start, message.Timestamp).TotalMilliseconds;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{at, 8:0} {text}"));
        }
    }
}
