using LocalVoice.Store.Databases;
using LocalVoice.Store.Keys;
using LocalVoice.Store.Records;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Store.Tests.Writing;

/// <summary>Keeps what is written, or fails as its test says.</summary>
internal sealed class FakeDatabase : IConversationDatabase
{
    private readonly List<SealedRecord> _records = [];

    /// <summary>Thrown by whatever is asked; null: it serves.</summary>
    public Exception? Down { get; set; }

    /// <summary>Whether nothing more can be written.</summary>
    public bool Full { get; set; }

    /// <summary>Conversations that are refused.</summary>
    public HashSet<string> RefusedConversations { get; } = [];

    /// <summary>Ordinals that are refused.</summary>
    public HashSet<int> Refused { get; } = [];

    /// <summary>When set, writing waits for it.</summary>
    public Task? Slow { get; set; }

    /// <summary>Times that something was asked of it.</summary>
    public Counter Asked { get; } = new();

    public Counter Swept { get; } = new();

    public List<Conversation> Begun { get; } = [];

    public List<Conversation> Ended { get; } = [];

    public List<DateTimeOffset?> SweptBefore { get; } = [];

    public IReadOnlyList<int> Written
    {
        get
        {
            lock (_records)
            {
                return [.. _records.Select(record => record.Ordinal)];
            }
        }
    }

    public Task<IReadOnlyList<string>> PrepareAsync(StoreKeys keys, CancellationToken cancellationToken)
    {
        Asked.Increment();
        return Down is { } failure ? Task.FromException<IReadOnlyList<string>>(failure) : Task.FromResult<IReadOnlyList<string>>([]);
    }

    public async Task WriteAsync(StoreBatch batch, CancellationToken cancellationToken)
    {
        Asked.Increment();
        await (Slow ?? Task.CompletedTask).WaitAsync(cancellationToken);
        if (Down is { } failure)
        {
            throw failure;
        }

        if (Full)
        {
            throw new IOException("No space left on device");
        }

        if (batch.Begun.Any(begun => RefusedConversations.Contains(begun.Id)))
        {
            throw new InvalidDataException("Not this conversation.");
        }

        if (batch.Records.Any(record => Refused.Contains(record.Ordinal)))
        {
            throw new InvalidDataException("Not this one.");
        }

        lock (_records)
        {
            _records.AddRange(batch.Records);
            Begun.AddRange(batch.Begun);
            Ended.AddRange(batch.Ended);
        }
    }

    public bool IsOutage(Exception failure) => failure is IOException;

    public Task<IReadOnlyList<ListedConversation>> ListAsync(ConversationFilter filter, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<SealedRecord>> ReadAsync(string conversationId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<int> DeleteAsync(ConversationFilter filter, CancellationToken cancellationToken)
    {
        lock (_records)
        {
            SweptBefore.Add(filter.StartedBefore);
        }

        Swept.Increment();
        return Down is { } failure ? Task.FromException<int>(failure) : Task.FromResult(1);
    }

    public ValueTask DisposeAsync() => default;
}
