using LocalVoice.Models;
using Spectre.Console;

namespace LocalVoice.Cli.Models;

internal sealed class VerifyModels(IAnsiConsole console, ModelStore store)
{
    /// <returns>1 when any model is missing or damaged.</returns>
    public int Run(ModelSelection.Selected selected, bool json, CancellationToken cancellationToken)
    {
        var models = selected.IsEmpty
            ? store.Manifest.Models.Where(model => store.Glance(model).Fault is not ModelFault.Missing)
            : store.Manifest.Select(selected.Ids, selected.Set);
        var checks = new List<ModelCheck>();
        foreach (var model in models)
        {
            var check = store.Verify(model, cancellationToken);
            checks.Add(check);
            if (!json)
            {
                console.WriteUnwrapped(check.Fault is ModelFault.None ? $"sound: {model.Id} ({model.Hash})" : check.Message);
            }
        }

        if (json)
        {
            console.WriteJson(ModelReport.Json(checks, "sound"));
        }

        return checks.All(check => check.Fault is ModelFault.None) ? 0 : 1;
    }
}
