using LocalVoice.EndToEnd.Tests.Documents;

namespace LocalVoice.EndToEnd.Tests.Packaging;

/// <summary>What people and CI run in a shell.</summary>
public sealed class ScriptTests
{
    private const string Scripts = "grep -rlE --exclude=*.md '^#!/usr/bin/env bash|^# shellcheck shell=bash' scripts .ci";

    [Fact]
    public async Task Shellcheck_finds_nothing_in_any_of_them()
    {
        await SkipWithoutShellcheckAsync();

        await Shell.RunAsync($"{Scripts} | xargs shellcheck --external-sources");
    }

    [Fact]
    public async Task It_finds_what_is_wrong()
    {
        await SkipWithoutShellcheckAsync();

        var output = await Shell.RunAsync("! printf '#!/usr/bin/env bash\\nrm -rf $1/tmp\\n' | shellcheck -");

        Assert.Contains("SC2086", output, StringComparison.Ordinal);
    }

    private static async Task SkipWithoutShellcheckAsync() =>
        Assert.SkipWhen(
            (await Shell.RunAsync("command -v shellcheck || true")).Length == 0,
            "shellcheck is not installed (Debian: apt-get install shellcheck)"
        );
}
