using System.CommandLine;
using LocalVoice.Cli.Models;
using LocalVoice.Cli.Output;
using LocalVoice.Store.Keys;
using Microsoft.Extensions.Configuration;

namespace LocalVoice.Cli.Store;

/// <summary><c>localvoice store list | export | delete | sweep | key</c>: stored conversations, beside a server that runs or not.</summary>
internal static class StoreCommand
{
    public static Command Create() => Create(OperatorSettings.Read);

    /// <param name="settings">With the server's section.</param>
    internal static Command Create(Func<IConfiguration> settings) =>
        new("store", "Lists, exports and deletes stored conversations.")
        {
            List(settings),
            Export(settings),
            Delete(settings),
            Sweep(settings),
            Key(),
        };

    private static Command List(Func<IConfiguration> settings)
    {
        var caller = Caller();
        var json = Json();
        var command = new Command("list", "Lists conversations, the newest first: when, who, what carried them; never what was said.")
        {
            caller,
            json,
        };
        return command.Runs(json, context => new StoreVerbs(context, settings()).ListAsync(new(Caller: context.Get(caller))));
    }

    private static Command Export(Func<IConfiguration> settings)
    {
        var (id, caller) = (Id(), Caller());
        var output = new Option<string?>("--out") { Description = "The file to write, for its owner only; by default standard output." };
        var command = new Command("export", "Writes conversations out in plain, as JSON: transcripts, tool calls, timelines, voices.")
        {
            id,
            caller,
            output,
        };
        return command.Runs(
            json: null as Option<bool>,
            context =>
                new StoreVerbs(context, settings()).ExportAsync(
                    StoreVerbs.Filter(context.Get(id), context.Get(caller)),
                    context.Get(output)
                )
        );
    }

    private static Command Delete(Func<IConfiguration> settings)
    {
        var (id, caller, yes, json) = (Id(), Caller(), Yes(), Json());
        var command = new Command("delete", "Deletes a conversation, or all of a caller's, for good.") { id, caller, yes, json };
        return command.Runs(
            json,
            context =>
                new StoreVerbs(context, settings()).DeleteAsync(StoreVerbs.Filter(context.Get(id), context.Get(caller)), context.Get(yes))
        );
    }

    private static Command Sweep(Func<IConfiguration> settings)
    {
        var json = Json();
        var command = new Command("sweep", "Deletes conversations older than LocalVoice:Store:Retention, as a server does each hour.")
        {
            json,
        };
        return command.Runs(json, context => new StoreVerbs(context, settings()).SweepAsync());
    }

    private static Command Key()
    {
        var id = new Argument<string>("id") { Description = "What the key is called: 1…32 letters, digits, '-' and '_'." };
        var command = new Command("key", "Prints a new random key for the first line of LocalVoice:Store:KeyFile. Stores nothing.") { id };
        return command.Runs(
            json: null as Option<bool>,
            context =>
            {
                try
                {
                    context.WriteLines([StoreKeys.NewLine(context.Get(id))]);
                    return Task.FromResult(ExitCode.Success);
                }
                catch (ArgumentException wrong)
                {
                    throw new CliException(wrong.Message.Split(" (Parameter")[0], "Choose another, such as k1.", ExitCode.BadInput);
                }
            }
        );
    }

    private static Argument<string?> Id() => new("id") { Description = "The conversation's id (sess_…).", Arity = ArgumentArity.ZeroOrOne };

    private static Option<string?> Caller() => new("--caller") { Description = "The name of the API key that the caller came with." };

    private static Option<bool> Yes() => new("--yes", "-y") { Description = "Delete without being asked." };

    private static Option<bool> Json() => new("--json") { Description = "For programs: one JSON document." };
}
