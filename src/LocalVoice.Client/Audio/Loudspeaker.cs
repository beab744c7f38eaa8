using LocalVoice.Audio;
using LocalVoice.Core.Audio;

namespace LocalVoice.Client.Audio;

/// <summary>
/// Plays what arrives, without a buffer of its own, at the pace of whoever takes it. Thread-safe: audio arrives while it plays.
/// </summary>
/// <param name="rateHz">Of what it plays.</param>
internal sealed class Loudspeaker(int rateHz)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiting> _waiting = new();
    private float _gain = 1;
    private bool _paused;

    /// <summary>Takes the agent's audio, and what the server says of it.</summary>
    public void Observe(ServerMessage message)
    {
        lock (_lock)
        {
            switch (message)
            {
                case ResponseAudio audio:
                    Add(audio);
                    break;
                case ServerEvent @event:
                    Observe(@event);
                    break;
            }
        }
    }

    /// <summary>Plays on: fills <paramref name="samples"/>, −1…1, with what is due, then silence.</summary>
    public void Play(Span<float> samples)
    {
        samples.Clear();
        lock (_lock)
        {
            for (var i = 0; i < samples.Length && !_paused; )
            {
                if (_waiting.First?.Value is not { } waiting)
                {
                    return;
                }

                i += waiting.Take(samples[i..], _gain);
                if (waiting.IsOver)
                {
                    _waiting.RemoveFirst();
                }
            }
        }
    }

    private void Add(ResponseAudio audio)
    {
        var last = _waiting.Last?.Value;
        if (last?.Ordinal != audio.Ordinal)
        {
            last = new Waiting(audio.Ordinal, new StreamingResampler(audio.SampleRateHz, rateHz));
            _waiting.AddLast(last);
        }

        last.Add(audio.Samples.Span);
    }

    private void Observe(ServerEvent @event)
    {
        switch (@event.Type)
        {
            case "localvoice.audio.flush":
                var ordinal = @event.Body.GetProperty("ordinal").GetInt32();
                for (var node = _waiting.First; node is not null; node = node.Next)
                {
                    if (node.Value.Ordinal == ordinal)
                    {
                        node.Value.Clear();
                    }
                }

                break;
            case "localvoice.audio.duck":
                _gain = (float)Math.Pow(10, @event.Body.GetProperty("gain_db").GetDouble() / 20);
                break;
            case "localvoice.audio.restore":
                _gain = 1;
                break;
            case "localvoice.audio.pause":
                _paused = true;
                break;
            case "localvoice.audio.resume":
                _paused = false;
                break;
        }
    }

    /// <summary>What is left of a response; it keeps its resampler while more may come.</summary>
    private sealed class Waiting(int ordinal, StreamingResampler resampler)
    {
        private readonly Queue<float> _samples = new();

        public int Ordinal => ordinal;

        public bool IsOver => _samples.Count == 0;

        public void Add(ReadOnlySpan<short> samples)
        {
            var floats = new float[samples.Length];
            Pcm16.ToFloat(samples, floats);
            var resampled = new float[resampler.MaxOutput(floats.Length)];
            var count = resampler.Process(floats, resampled);
            for (var i = 0; i < count; i++)
            {
                _samples.Enqueue(resampled[i]);
            }
        }

        public int Take(Span<float> into, float gain)
        {
            var taken = 0;
            while (taken < into.Length && _samples.TryDequeue(out var sample))
            {
                into[taken++] = gain * sample;
            }

            return taken;
        }

        public void Clear() => _samples.Clear();
    }
}
