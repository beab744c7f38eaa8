using LocalVoice.Speech;

namespace LocalVoice.Engines.Deepgram.Tests.Simulated;

/// <summary>Hands an utterance to the recogniser of the sample that its audio is.</summary>
/// <param name="telling">Samples by which it is told.</param>
internal sealed class SampleRouter(IStreamingRecognizer nobodys, int telling, RecognizerOf find) : IStreamingRecognizer
{
    public EngineInfo Info => nobodys.Info;

    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => nobodys.WarmUpAsync(cancellationToken);

    public IRecognitionStream OpenStream(RecognitionOptions options) => new Routed(nobodys.OpenStream(options), options, telling, find);

    private sealed class Routed(IRecognitionStream nobodys, RecognitionOptions options, int telling, RecognizerOf find) : IRecognitionStream
    {
        private readonly List<float> _beginning = [];
        private IRecognitionStream? _stream;

        public void Append(ReadOnlySpan<float> samples)
        {
            if (_stream is not null)
            {
                _stream.Append(samples);
                return;
            }

            _beginning.AddRange(samples);
            if (_beginning.Count >= telling)
            {
                Route();
            }
        }

        public ValueTask<InterimTranscript?> DecodeInterimAsync(CancellationToken cancellationToken) =>
            Route().DecodeInterimAsync(cancellationToken);

        public ValueTask<Transcript> DecodeFinalAsync(CancellationToken cancellationToken) => Route().DecodeFinalAsync(cancellationToken);

        public void Decide() => Route().Decide();

        public async ValueTask DisposeAsync()
        {
            await Route().DisposeAsync();
            await nobodys.DisposeAsync();
        }

        private IRecognitionStream Route()
        {
            if (_stream is null && _beginning.Count == 0)
            {
                return nobodys;
            }

            if (_stream is null)
            {
                _stream = find([.. _beginning]).OpenStream(options);
                _stream.Append([.. _beginning]);
            }

            return _stream;
        }
    }
}

internal delegate IStreamingRecognizer RecognizerOf(ReadOnlySpan<float> beginning);
