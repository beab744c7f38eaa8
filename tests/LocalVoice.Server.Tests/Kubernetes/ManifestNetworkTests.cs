using System.Globalization;
using k8s.Models;

namespace LocalVoice.Server.Tests.Kubernetes;

/// <summary>What may reach a server, and what it may reach.</summary>
public sealed class ManifestNetworkTests
{
    public static TheoryData<string> Overlays => Manifests.Overlays;

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Every_pod_is_reached_on_its_port_only(string overlay)
    {
        var manifests = await Manifests.OfOverlayAsync(overlay);

        Assert.All(
            manifests.Pods.Select(pod => pod.Template),
            pod =>
            {
                var rules = Of(manifests, pod, "Ingress").SelectMany(policy => policy.Spec.Ingress).ToList();
                Assert.Equal("http", $"{Assert.Single(rules.SelectMany(rule => rule.Ports)).Port}");
            }
        );
    }

    [Fact]
    public async Task In_the_air_gap_nothing_leaves_a_server_and_it_refuses_settings_that_would()
    {
        var manifests = await Manifests.OfOverlayAsync("air-gapped");
        var pod = Assert.Single(manifests.Pods).Template;
        var policies = Of(manifests, pod, "Egress").ToList();

        Assert.NotEmpty(policies);
        Assert.All(policies, policy => Assert.Null(policy.Spec.Egress));
        Assert.Equal("true", pod.Spec.Containers.Single().Env.Single(variable => variable.Name == "LOCALVOICE__AIRGAPPED").Value);
        Assert.Equal("Never", pod.Spec.Containers.Single().ImagePullPolicy);
    }

    [Fact]
    public async Task Sessions_on_stages_elsewhere_reach_these_and_the_names_of_the_cluster_and_nothing_else()
    {
        var manifests = await Manifests.OfOverlayAsync("elsewhere");
        var settings = manifests.Of<V1ConfigMap>().Single(map => map.Metadata.Name.StartsWith("localvoice", StringComparison.Ordinal));
        var pods = manifests.Pods.ToDictionary(pod => pod.Name, pod => pod.Template);
        var rules = Of(manifests, pods["localvoice"], "Egress").SelectMany(policy => policy.Spec.Egress).ToList();
        foreach (var service in manifests.Of<V1Service>().Where(service => service.Metadata.Name is "speech" or "llm"))
        {
            var port = service.Spec.Ports.Single();
            Assert.Contains($"http://{service.Metadata.Name}:{port.Port}/v1", settings.Data["appsettings.json"], StringComparison.Ordinal);
            var rule = Assert.Single(
                rules,
                rule => rule.To.Single().PodSelector?.MatchLabels.All(pods[service.Metadata.Name].Metadata.Labels.Contains) == true
            );
            var target = pods[service.Metadata.Name].Spec.Containers.Single().Ports.Single(named => named.Name == $"{port.TargetPort}");
            Assert.Equal($"{target.ContainerPort}", $"{rule.Ports.Single().Port}");
        }

        var names = Assert.Single(rules, rule => rule.To.Single().NamespaceSelector is not null);
        Assert.All(names.Ports, port => Assert.Equal("53", $"{port.Port}"));
        Assert.Equal(3, rules.Count);
        Assert.All(["speech", "llm"], name => Assert.All(Of(manifests, pods[name], "Egress"), policy => Assert.Null(policy.Spec.Egress)));
    }

    [Fact]
    public async Task Calls_come_to_the_replica_that_told_its_port()
    {
        var manifests = await Manifests.OfOverlayAsync("gpu", "webrtc");
        var replicas = manifests.Of<V2HorizontalPodAutoscaler>().Single().Spec.MaxReplicas;
        var port = manifests.Server.Containers.Single().Env.Single(variable => variable.Name == "LOCALVOICE__WEBRTC__PORT").Value;
        var media = manifests.Of<V1Service>().Where(service => service.Spec.Type == "NodePort").ToList();
        var range = Assert.Single(
            manifests.Of<V1NetworkPolicy>().SelectMany(policy => policy.Spec.Ingress ?? []).SelectMany(rule => rule.Ports),
            allowed => allowed.Protocol == "UDP"
        );

        Assert.Equal(replicas, media.Count);
        for (var replica = 0; replica < replicas; replica++)
        {
            var told = port.Replace("$(POD_INDEX)", $"{replica}", StringComparison.Ordinal);
            var service = media.Single(service => service.Spec.Selector["apps.kubernetes.io/pod-index"] == $"{replica}").Spec;
            var opened = service.Ports.Single();
            Assert.Equal((told, told, told), ($"{opened.Port}", $"{opened.TargetPort}", $"{opened.NodePort}"));
            Assert.Equal(("UDP", "Local", true), (opened.Protocol, service.ExternalTrafficPolicy, service.PublishNotReadyAddresses));
            Assert.InRange(opened.Port, int.Parse($"{range.Port}", CultureInfo.InvariantCulture), range.EndPort ?? 0);
        }
    }

    private static IEnumerable<V1NetworkPolicy> Of(Manifests manifests, V1PodTemplateSpec pod, string type) =>
        manifests
            .Of<V1NetworkPolicy>()
            .Where(policy => policy.Spec.PodSelector.MatchLabels.All(pod.Metadata.Labels.Contains))
            .Where(policy => policy.Spec.PolicyTypes.Contains(type));
}
