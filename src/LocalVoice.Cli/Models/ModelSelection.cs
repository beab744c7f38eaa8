using System.CommandLine;
using LocalVoice.Cli.Output;

namespace LocalVoice.Cli.Models;

/// <summary>The models of a verb: ids, a set, both or neither.</summary>
internal sealed class ModelSelection
{
    private readonly Argument<string[]> _ids = new("id")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "Model ids, as 'models list' gives them.",
    };
    private readonly Option<string?> _set = new("--set") { Description = "A named set, as 'models list' gives them." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_ids);
        command.Options.Add(_set);
    }

    public Selected Read(VerbContext context) => new(context.Get(_ids) ?? [], context.Get(_set));

    internal sealed record Selected(IReadOnlyList<string> Ids, string? Set)
    {
        public bool IsEmpty => Ids.Count == 0 && Set is null;
    }
}
