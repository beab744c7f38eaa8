using LocalVoice.Bench;
using LocalVoice.Cli.Output;

namespace LocalVoice.Cli.Bench;

/// <summary>Tells on standard error which utterance is being said. Thread-safe: callers speak at once.</summary>
/// <param name="planned">Utterances in all, those included that are not measured; more may come where callers are added.</param>
internal sealed class BenchProgress(VerbContext context, int planned)
{
    private readonly Lock _lock = new();
    private int _said;

    public void Tell(BenchUtterance utterance)
    {
        lock (_lock)
        {
            _said++;
            var of = _said <= planned ? $" of {planned}" : "";
            context.Error.WriteLine(FormattableString.Invariant($"bench: utterance {_said}{of}: {Printable.Line(utterance.Text)}"));
        }
    }
}
