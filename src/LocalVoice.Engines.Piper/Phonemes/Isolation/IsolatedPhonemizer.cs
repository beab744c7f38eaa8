using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Piper.Phonemes.Isolation;

/// <summary>
/// espeak-ng in a process of its own: a text that ends espeak-ng ends that process, not this one. The text is tried once
/// more, broken harder; then its clause fails (src/decisions/0010).
/// </summary>
internal sealed class IsolatedPhonemizer : IPhonemizer
{
    private readonly PhonemizerSupervisor _supervisor;

    /// <param name="start">Starts a process; it is called here, and again whenever the process ended.</param>
    /// <exception cref="EngineException">espeak-ng is not installed, its data is unusable, or no process can be started.</exception>
    public IsolatedPhonemizer(Func<IPhonemizerProcess> start, TimeProvider time, ILogger logger)
    {
        _supervisor = new PhonemizerSupervisor(start, time, logger);
        try
        {
            (Version, DataFolder) = _supervisor.Ask(new(PhonemizerRequestKind.Describe), PhonemizerReply.ReadDescription);
        }
        catch (PhonemizerEndedException failure)
        {
            _supervisor.Dispose();
            throw EspeakData.Unusable(EspeakData.LikelyFolder, $"when it starts it {failure.Message}", failure);
        }
        catch
        {
            _supervisor.Dispose();
            throw;
        }
    }

    public string Version { get; }

    public string DataFolder { get; }

    public bool Knows(string voice) =>
        EspeakPhonemizer.IsName(voice) && Ask(new(PhonemizerRequestKind.Knows, voice), PhonemizerReply.ReadKnows);

    public IReadOnlyList<Clause> Clauses(string text, string voice)
    {
        var request = new PhonemizerRequest(PhonemizerRequestKind.Clauses, voice, text);
        try
        {
            return _supervisor.Ask(request, PhonemizerReply.ReadClauses);
        }
        catch (PhonemizerEndedException)
        {
            return Ask(request with { Kind = PhonemizerRequestKind.ClausesStrictly }, PhonemizerReply.ReadClauses);
        }
    }

    public void Dispose() => _supervisor.Dispose();

    private T Ask<T>(PhonemizerRequest request, Func<BinaryReader, T> result)
    {
        try
        {
            return _supervisor.Ask(request, result);
        }
        catch (PhonemizerEndedException failure)
        {
            throw new EngineException(
                request.Kind == PhonemizerRequestKind.Knows
                    ? $"espeak-ng cannot say whether it has a voice '{request.Voice}': its process {failure.Message}."
                    : $"A clause of {request.Text.Length} characters cannot be spoken: espeak-ng's process {failure.Message}. Other "
                        + "clauses can.",
                failure
            );
        }
    }
}
