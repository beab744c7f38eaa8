namespace LocalVoice.Cli.Completion;

/// <summary>
/// What a shell needs to complete <c>localvoice</c>: it asks the program itself, through the parser's directive <c>[suggest]</c>. Where
/// the program has nothing to suggest, the shell completes file names.
/// </summary>
internal static class CompletionScript
{
    public const string Bash = "bash";
    public const string Zsh = "zsh";
    public const string Fish = "fish";

    public static string Of(string shell) =>
        shell switch
        {
            Zsh => ForZsh,
            Fish => ForFish,
            _ => ForBash,
        };

    private const string ForBash = """
        # bash completion of localvoice. For this shell: eval "$(localvoice completion bash)"
        # For all: localvoice completion bash > ~/.local/share/bash-completion/completions/localvoice
        _localvoice() {
            local program=${COMP_WORDS[0]} current=${COMP_WORDS[COMP_CWORD]}
            local line="localvoice${COMP_LINE:${#program}}"
            local point=$((COMP_POINT - ${#program} + 10))
            local suggested
            suggested=$("$program" "[suggest:$point]" "$line" 2>/dev/null) || return
            mapfile -t COMPREPLY < <(compgen -W "$suggested" -- "$current")
        }
        complete -o default -F _localvoice localvoice
        """;

    private const string ForZsh = """
        #compdef localvoice
        # zsh completion of localvoice. For this shell: source <(localvoice completion zsh)
        # For all: localvoice completion zsh > a folder of $fpath, as _localvoice
        _localvoice() {
            local line="localvoice ${(j: :)words[2,CURRENT]}"
            local -a suggested
            suggested=(${(f)"$(${words[1]} "[suggest:${#line}]" "$line" 2>/dev/null)"})
            compadd -- $suggested || _files
        }
        compdef _localvoice localvoice
        """;

    private const string ForFish = """
        # fish completion of localvoice. For this shell: localvoice completion fish | source
        # For all: localvoice completion fish > ~/.config/fish/completions/localvoice.fish
        function __localvoice_suggest
            set -l words (commandline -opc) (commandline -ct)
            set -l line "localvoice $words[2..-1]"
            command $words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c localvoice -a '(__localvoice_suggest)'
        """;
}
