using LocalVoice.Cli.Output;
using LocalVoice.Models;

namespace LocalVoice.Cli.Models;

internal sealed class VerifyModels(VerbContext context, ModelStore store)
{
    /// <returns>That it failed when any model is missing or damaged.</returns>
    public ExitCode Run(ModelSelection.Selected selected)
    {
        var models = selected.IsEmpty
            ? store.Manifest.Models.Where(model => store.Glance(model).Fault is not ModelFault.Missing)
            : store.Manifest.Select(selected.Ids, selected.Set);
        var checks = new List<ModelCheck>();
        foreach (var model in models)
        {
            var check = store.Verify(model, context.Cancellation);
            checks.Add(check);
            var line = check.Fault is ModelFault.None ? $"sound: {model.Id} ({model.Hash})" : check.Message;
            context.WriteLines([Printable.Line(line)]);
        }

        context.WriteJson(ModelReport.Document(checks, "sound"), ModelReport.Options);
        return checks.All(check => check.Fault is ModelFault.None) ? ExitCode.Success : ExitCode.Failed;
    }
}
