using LocalVoice.Cli.Output;

namespace LocalVoice.Cli.Bench.Turns;

/// <summary>Tells on standard error how far a run is, every tenth clip.</summary>
internal sealed class TurnsProgress(VerbContext context, int count)
{
    private const int Every = 10;
    private readonly long _start = context.Time.GetTimestamp();

    public void Tell(int done, int decoded)
    {
        if (done % Every != 0 && done != count)
        {
            return;
        }

        var elapsed = context.Time.GetElapsedTime(_start);
        var left = elapsed * ((double)(count - done) / done);
        context.Error.WriteLine(
            FormattableString.Invariant(
                $"turns: clip {done} of {count}, {decoded} decodes, {elapsed.TotalSeconds:0} s; {left.TotalSeconds:0} s to go"
            )
        );
    }
}
