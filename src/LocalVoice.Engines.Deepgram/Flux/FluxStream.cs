using System.Threading.Channels;
using LocalVoice.Engines.Deepgram.Connections;
using LocalVoice.Engines.Deepgram.Listening;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Deepgram.Flux;

/// <summary>One utterance whose turns the service hears.</summary>
internal sealed class FluxStream(
    Service service,
    LineHold<TurnInfo> line,
    RecognitionOptions options,
    FluxUtterance utterance,
    EngineInfo info
) : ListenStream<TurnInfo>(service, line, options, utterance, info), ITurnTakingStream
{
    public ChannelReader<HeardTurn> Turns { get; } = utterance.Turns;
}
