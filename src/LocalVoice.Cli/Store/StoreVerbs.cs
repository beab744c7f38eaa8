using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalVoice.Cli.Output;
using LocalVoice.Server.Storage;
using LocalVoice.Store;
using LocalVoice.Store.Databases;
using LocalVoice.Store.Records;
using Microsoft.Extensions.Configuration;

namespace LocalVoice.Cli.Store;

/// <summary>What is done with stored conversations.</summary>
internal sealed class StoreVerbs(VerbContext context, IConfiguration settings)
{
    private const string WhichDatabase =
        "LocalVoice:Store:Path or LocalVoice:Store:Connection says which, LocalVoice:Store:KeyFile its keys.";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <exception cref="CliException">Neither is given, or both are.</exception>
    public static ConversationFilter Filter(string? id, string? caller) =>
        id is null == caller is null
            ? throw new CliException("Which conversations is not said.", "Give either an id or --caller NAME.", ExitCode.BadInput)
            : new(id, caller);

    public Task<ExitCode> ListAsync(ConversationFilter filter) =>
        WithAsync(
            async (archive, _) =>
            {
                var all = await archive.ListAsync(filter, context.Cancellation);
                context.WriteJson(new StoredDocument([.. all.Select(Row)]));
                var table = new TextTable(
                    new("conversation"),
                    new("caller"),
                    new("channel"),
                    new("started"),
                    new("records", IsRight: true)
                );
                foreach (var (conversation, records) in all)
                {
                    table.Add(
                        conversation.Id,
                        conversation.Caller,
                        conversation.Channel,
                        conversation.StartedAt.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                        $"{records}"
                    );
                }

                context.WriteLines(all.Count == 0 ? ["Nothing is stored."] : table.Lines(context.Console.Profile.Width));
                return ExitCode.Success;
            }
        );

    public Task<ExitCode> ExportAsync(ConversationFilter filter, string? file)
    {
        OutputFile.Require("--out", file);
        if (File.Exists(file))
        {
            throw new CliException(
                $"There is a file '{file}' already; it stays as it is.",
                "Name a new file with --out.",
                ExitCode.BadInput
            );
        }

        return WithAsync(
            async (archive, _) =>
            {
                var exported = await archive.ExportAsync(filter, context.Cancellation);
                var document = new JsonObject { ["object"] = "localvoice.conversations", ["conversations"] = exported.Conversations };
                var text = document.ToJsonString(Readable);
                if (file is null or OutputFile.StandardOutput)
                {
                    context.WriteLines([text]);
                }
                else
                {
                    await WriteAsync(file, text);
                }

                return exported.Conversations.Count == 0
                    ? context.Require(good: false, "There is no such conversation.")
                    : context.Require(exported.Unreadable == 0, $"{exported.Unreadable} records could not be decrypted; they say why.");
            }
        );
    }

    public Task<ExitCode> DeleteAsync(ConversationFilter filter, bool confirmed) =>
        WithAsync(
            async (archive, _) =>
            {
                if (!confirmed)
                {
                    var found = await archive.ListAsync(filter, context.Cancellation);
                    context.Error.WriteLine($"{Conversations(found.Count)} would be deleted, for good. Nothing was: confirm with --yes.");
                    return ExitCode.Cancelled;
                }

                var deleted = await archive.DeleteAsync(filter, context.Cancellation);
                Tell(deleted);
                return context.Require(deleted > 0, "There is no such conversation.");
            }
        );

    public Task<ExitCode> SweepAsync() =>
        WithAsync(
            async (archive, setup) =>
            {
                var before = context.Time.GetUtcNow() - setup.Retention;
                Tell(await archive.DeleteAsync(new(StartedBefore: before), context.Cancellation));
                return ExitCode.Success;
            }
        );

    private void Tell(int deleted)
    {
        context.WriteJson(new DeletedDocument(deleted));
        context.WriteLines([$"{Conversations(deleted)} {(deleted == 1 ? "was" : "were")} deleted."]);
    }

    private static string Conversations(int count) => count == 1 ? "1 conversation" : $"{count} conversations";

    private async Task<ExitCode> WithAsync(Func<ConversationArchive, StoreSetup, Task<ExitCode>> body)
    {
        var setup = StoreAccess.Setup(settings);
        if (setup.Path is { } path && !File.Exists(path))
        {
            throw new CliException(
                $"There is no database '{Path.GetFullPath(path)}'.",
                "Run this in the server's folder, or set LocalVoice:Store:Path (LOCALVOICE__STORE__PATH).",
                ExitCode.Unavailable
            );
        }

        try
        {
            await using var archive = await ConversationArchive.OpenAsync(setup, context.Cancellation);
            return await body(archive, setup);
        }
        catch (StoreException refused)
        {
            throw new CliException(refused.Message, WhichDatabase, ExitCode.BadInput);
        }
        catch (DbException failure)
        {
            var name = setup.Path is { } file ? $"The database '{Path.GetFullPath(file)}'" : "The database";
            throw new CliException($"{name} cannot be used: {failure.Message}", WhichDatabase, ExitCode.Unavailable);
        }
    }

    private static async Task WriteAsync(string file, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var stream = new FileStream(file, options);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text + "\n"));
    }

    private static StoredRow Row(ListedConversation listed) =>
        new(
            listed.Conversation.Id,
            listed.Conversation.Caller,
            listed.Conversation.Channel,
            listed.Conversation.StartedAt,
            listed.Conversation.EndedAt,
            listed.Records
        );
}

/// <summary>The document of <c>store list --json</c>.</summary>
internal sealed record StoredDocument(IReadOnlyList<StoredRow> Conversations);

internal sealed record StoredRow(string Id, string Caller, string Channel, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, long Records);

/// <summary>The document of <c>store delete --json</c> and <c>store sweep --json</c>.</summary>
internal sealed record DeletedDocument(int Deleted);
