using Amazon.EC2;
using Amazon.EC2.Model;

namespace ConfigRules.Testing;

/// <summary>A small network with its faults, built through EC2's own calls.</summary>
public sealed record Topology(string Vpc, string SubnetA, string SubnetB, string Table, string Group, string Gateway, string Interface)
{
    /// <summary>
    /// A VPC with DNS hostnames off, a subnet with a workload behind a NAT gateway and an S3 gateway endpoint, a subnet on the main
    /// table, and an STS endpoint with private DNS.
    /// </summary>
    public static async Task<Topology> BuildAsync(IAmazonEC2 ec2, CancellationToken cancellationToken)
    {
        var vpc = (await ec2.CreateVpcAsync(new() { CidrBlock = "10.7.0.0/16" }, cancellationToken)).Vpc.VpcId;
        await ec2.CreateTagsAsync(new() { Resources = [vpc], Tags = [new("Name", "shop")] }, cancellationToken);
        var subnetA = await SubnetAsync("10.7.1.0/24", "eu-west-1a");
        var subnetB = await SubnetAsync("10.7.2.0/24", "eu-west-1b");
        var group = (await ec2.CreateSecurityGroupAsync(new() { GroupName = "endpoints", Description = "d", VpcId = vpc }, cancellationToken)).GroupId;
        await ec2.AuthorizeSecurityGroupIngressAsync(
            new()
            {
                GroupId = group,
                IpPermissions =
                [
                    new()
                    {
                        IpProtocol = "tcp", FromPort = 443, ToPort = 443,
                        Ipv4Ranges = [new() { CidrIp = "10.7.1.0/24" }, new() { CidrIp = "192.168.0.0/16" }],
                        UserIdGroupPairs = [new() { GroupId = group }],
                    },
                ],
            },
            cancellationToken);
        var table = (await ec2.CreateRouteTableAsync(new() { VpcId = vpc }, cancellationToken)).RouteTable.RouteTableId;
        await ec2.AssociateRouteTableAsync(new() { RouteTableId = table, SubnetId = subnetA }, cancellationToken);
        var address = (await ec2.AllocateAddressAsync(new() { Domain = DomainType.Vpc }, cancellationToken)).AllocationId;
        var nat = (await ec2.CreateNatGatewayAsync(new() { SubnetId = subnetB, AllocationId = address }, cancellationToken)).NatGateway.NatGatewayId;
        await ec2.CreateRouteAsync(new() { RouteTableId = table, DestinationCidrBlock = "0.0.0.0/0", NatGatewayId = nat }, cancellationToken);
        var gateway = await EndpointAsync(new() { ServiceName = "com.amazonaws.eu-west-1.s3", VpcEndpointType = VpcEndpointType.Gateway, RouteTableIds = [table] });
        var sts = await EndpointAsync(new()
        {
            ServiceName = "com.amazonaws.eu-west-1.sts",
            VpcEndpointType = VpcEndpointType.Interface,
            SubnetIds = [subnetA],
            SecurityGroupIds = [group],
            PrivateDnsEnabled = true,
        });
        var eni = (await ec2.CreateNetworkInterfaceAsync(new() { SubnetId = subnetA, Description = "a workload" }, cancellationToken)).NetworkInterface.NetworkInterfaceId;
        var instance = (await ec2.RunInstancesAsync(
            new() { ImageId = "ami-12c6146b", MinCount = 1, MaxCount = 1, SubnetId = subnetA }, cancellationToken)).Reservation.Instances[0].InstanceId;
        await ec2.AttachNetworkInterfaceAsync(new() { NetworkInterfaceId = eni, InstanceId = instance, DeviceIndex = 1 }, cancellationToken);
        return new(vpc, subnetA, subnetB, table, group, gateway, sts);

        async Task<string> SubnetAsync(string block, string zone) =>
            (await ec2.CreateSubnetAsync(new() { VpcId = vpc, CidrBlock = block, AvailabilityZone = zone }, cancellationToken)).Subnet.SubnetId;

        async Task<string> EndpointAsync(CreateVpcEndpointRequest request)
        {
            request.VpcId = vpc;
            return (await ec2.CreateVpcEndpointAsync(request, cancellationToken)).VpcEndpoint.VpcEndpointId;
        }
    }
}
