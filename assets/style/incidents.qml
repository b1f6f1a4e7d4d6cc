<qgis version="3.22.0" styleCategories="Symbology|Labeling|Temporal|Fields" labelsEnabled="1">
 <renderer-v2 symbollevels="0" enableorderby="1" forceraster="0" type="pointCluster" tolerance="25.5" toleranceUnit="Point">
  <renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0">
   <rules key="incidents">
    <rule key="incidents.0" label="Battles" filter="&quot;place_precision&quot; IN ('exact', 'near') AND &quot;event_type&quot; = 'Battles'" symbol="0" />
    <rule key="incidents.1" label="Explosions/Remote violence" filter="&quot;place_precision&quot; IN ('exact', 'near') AND &quot;event_type&quot; = 'Explosions/Remote violence'" symbol="1" />
    <rule key="incidents.2" label="Violence against civilians" filter="&quot;place_precision&quot; IN ('exact', 'near') AND &quot;event_type&quot; = 'Violence against civilians'" symbol="2" />
    <rule key="incidents.3" label="Protests" filter="&quot;place_precision&quot; IN ('exact', 'near') AND &quot;event_type&quot; = 'Protests'" symbol="3" />
    <rule key="incidents.4" label="Riots" filter="&quot;place_precision&quot; IN ('exact', 'near') AND &quot;event_type&quot; = 'Riots'" symbol="4" />
    <rule key="incidents.5" label="Strategic developments" filter="&quot;place_precision&quot; IN ('exact', 'near') AND &quot;event_type&quot; = 'Strategic developments'" symbol="5" />
    <rule key="incidents.6" label="Other" filter="&quot;place_precision&quot; IN ('exact', 'near') AND coalesce(&quot;event_type&quot;, '') NOT IN ('Battles', 'Explosions/Remote violence', 'Violence against civilians', 'Protests', 'Riots', 'Strategic developments')" symbol="6" />
    <rule key="incidents.7" label="several incidents, with their number" filter="FALSE" symbol="7" />
    <rule key="incidents.8" label="in a thin ring: near the place named, within 25 km" filter="FALSE" symbol="8" />
    <rule key="incidents.9" label="Size: reported killed" filter="FALSE">
     <rule key="size0" label="no figure: hollow" filter="FALSE" symbol="9" />
     <rule key="size1" label="0" filter="FALSE" symbol="10" />
     <rule key="size2" label="1–4" filter="FALSE" symbol="11" />
     <rule key="size3" label="5–9" filter="FALSE" symbol="12" />
     <rule key="size4" label="10–24" filter="FALSE" symbol="13" />
     <rule key="size5" label="25+" filter="FALSE" symbol="14" />
    </rule>
   </rules>
   <symbols>
    <symbol type="marker" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="1" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="circle" />
       <Option type="QString" name="color" value="91,84,112,28" />
       <Option type="QString" name="outline_color" value="91,84,112,140" />
       <Option type="QString" name="outline_width" value="0.525" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="size" value="0" />
       <Option type="QString" name="outline_width_unit" value="Point" />
       <Option type="QString" name="size_unit" value="Point" />
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option type="Map" name="properties">
         <Option type="Map" name="size">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN &quot;place_precision&quot; = 'near' THEN CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 12 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 25 THEN 19.05 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 10 THEN 16.8 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 5 THEN 14.55 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 1 THEN 12.6 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 0 THEN 10.8 END ELSE 0 END" />
          <Option type="int" name="type" value="3" />
         </Option>
        </Option>
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
     </layer>
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="circle" />
       <Option type="QString" name="angle" value="0" />
       <Option type="QString" name="color" value="181,56,2,255" />
       <Option type="QString" name="outline_color" value="255,255,255,255" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="outline_width" value="0.75" />
       <Option type="QString" name="size" value="7.8" />
       <Option type="QString" name="scale_method" value="diameter" />
       <Option type="QString" name="outline_width_unit" value="Point" />
       <Option type="QString" name="size_unit" value="Point" />
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option type="Map" name="properties">
         <Option type="Map" name="size">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="1 * CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 7.2 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 25 THEN 14.25 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 10 THEN 12 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 5 THEN 9.75 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 1 THEN 7.8 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 0 THEN 6 END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="fillColor">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '255,255,255,217' ELSE '181,56,2,255' END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="outlineColor">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '181,56,2,255' ELSE '255,255,255,255' END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="outlineWidth">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 1.2 ELSE 0.75 END" />
          <Option type="int" name="type" value="3" />
         </Option>
        </Option>
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol type="marker" name="1" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="1" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="circle" />
       <Option type="QString" name="color" value="91,84,112,28" />
       <Option type="QString" name="outline_color" value="91,84,112,140" />
       <Option type="QString" name="outline_width" value="0.525" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="size" value="0" />
       <Option type="QString" name="outline_width_unit" value="Point" />
       <Option type="QString" name="size_unit" value="Point" />
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option type="Map" name="properties">
         <Option type="Map" name="size">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN &quot;place_precision&quot; = 'near' THEN CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 12 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 25 THEN 19.05 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 10 THEN 16.8 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 5 THEN 14.55 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 1 THEN 12.6 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 0 THEN 10.8 END ELSE 0 END" />
          <Option type="int" name="type" value="3" />
         </Option>
        </Option>
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
     </layer>
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="triangle" />
       <Option type="QString" name="angle" value="0" />
       <Option type="QString" name="color" value="169,122,10,255" />
       <Option type="QString" name="outline_color" value="255,255,255,255" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="outline_width" value="0.75" />
       <Option type="QString" name="size" value="9.204" />
       <Option type="QString" name="scale_method" value="diameter" />
       <Option type="QString" name="outline_width_unit" value="Point" />
       <Option type="QString" name="size_unit" value="Point" />
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option type="Map" name="properties">
         <Option type="Map" name="size">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="1.18 * CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 7.2 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 25 THEN 14.25 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 10 THEN 12 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 5 THEN 9.75 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 1 THEN 7.8 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 0 THEN 6 END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="fillColor">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '255,255,255,217' ELSE '169,122,10,255' END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="outlineColor">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '169,122,10,255' ELSE '255,255,255,255' END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="outlineWidth">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 1.2 ELSE 0.75 END" />
          <Option type="int" name="type" value="3" />
         </Option>
        </Option>
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol type="marker" name="2" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="1" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="circle" />
       <Option type="QString" name="color" value="91,84,112,28" />
       <Option type="QString" name="outline_color" value="91,84,112,140" />
       <Option type="QString" name="outline_width" value="0.525" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="size" value="0" />
       <Option type="QString" name="outline_width_unit" value="Point" />
       <Option type="QString" name="size_unit" value="Point" />
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option type="Map" name="properties">
         <Option type="Map" name="size">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN &quot;place_precision&quot; = 'near' THEN CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 12 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 25 THEN 19.05 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 10 THEN 16.8 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 5 THEN 14.55 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 1 THEN 12.6 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 0 THEN 10.8 END ELSE 0 END" />
          <Option type="int" name="type" value="3" />
         </Option>
        </Option>
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
     </layer>
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="square" />
       <Option type="QString" name="angle" value="0" />
       <Option type="QString" name="color" value="157,23,77,255" />
       <Option type="QString" name="outline_color" value="255,255,255,255" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="outline_width" value="0.75" />
       <Option type="QString" name="size" value="6.864" />
       <Option type="QString" name="scale_method" value="diameter" />
       <Option type="QString" name="outline_width_unit" value="Point" />
       <Option type="QString" name="size_unit" value="Point" />
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option type="Map" name="properties">
         <Option type="Map" name="size">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="0.88 * CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 7.2 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 25 THEN 14.25 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 10 THEN 12 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 5 THEN 9.75 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 1 THEN 7.8 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 0 THEN 6 END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="fillColor">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '255,255,255,217' ELSE '157,23,77,255' END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="outlineColor">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '157,23,77,255' ELSE '255,255,255,255' END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="outlineWidth">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 1.2 ELSE 0.75 END" />
          <Option type="int" name="type" value="3" />
         </Option>
        </Option>
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol type="marker" name="3" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="1" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="circle" />
       <Option type="QString" name="color" value="91,84,112,28" />
       <Option type="QString" name="outline_color" value="91,84,112,140" />
       <Option type="QString" name="outline_width" value="0.525" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="size" value="0" />
       <Option type="QString" name="outline_width_unit" value="Point" />
       <Option type="QString" name="size_unit" value="Point" />
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option type="Map" name="properties">
         <Option type="Map" name="size">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN &quot;place_precision&quot; = 'near' THEN CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 12 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 25 THEN 19.05 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 10 THEN 16.8 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 5 THEN 14.55 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 1 THEN 12.6 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 0 THEN 10.8 END ELSE 0 END" />
          <Option type="int" name="type" value="3" />
         </Option>
        </Option>
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
     </layer>
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="diamond" />
       <Option type="QString" name="angle" value="0" />
       <Option type="QString" name="color" value="29,111,184,255" />
       <Option type="QString" name="outline_color" value="255,255,255,255" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="outline_width" value="0.75" />
       <Option type="QString" name="size" value="9.984" />
       <Option type="QString" name="scale_method" value="diameter" />
       <Option type="QString" name="outline_width_unit" value="Point" />
       <Option type="QString" name="size_unit" value="Point" />
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option type="Map" name="properties">
         <Option type="Map" name="size">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="1.28 * CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 7.2 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 25 THEN 14.25 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 10 THEN 12 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 5 THEN 9.75 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 1 THEN 7.8 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 0 THEN 6 END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="fillColor">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '255,255,255,217' ELSE '29,111,184,255' END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="outlineColor">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '29,111,184,255' ELSE '255,255,255,255' END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="outlineWidth">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 1.2 ELSE 0.75 END" />
          <Option type="int" name="type" value="3" />
         </Option>
        </Option>
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol type="marker" name="4" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="1" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="circle" />
       <Option type="QString" name="color" value="91,84,112,28" />
       <Option type="QString" name="outline_color" value="91,84,112,140" />
       <Option type="QString" name="outline_width" value="0.525" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="size" value="0" />
       <Option type="QString" name="outline_width_unit" value="Point" />
       <Option type="QString" name="size_unit" value="Point" />
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option type="Map" name="properties">
         <Option type="Map" name="size">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN &quot;place_precision&quot; = 'near' THEN CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 12 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 25 THEN 19.05 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 10 THEN 16.8 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 5 THEN 14.55 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 1 THEN 12.6 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 0 THEN 10.8 END ELSE 0 END" />
          <Option type="int" name="type" value="3" />
         </Option>
        </Option>
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
     </layer>
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="triangle" />
       <Option type="QString" name="angle" value="180" />
       <Option type="QString" name="color" value="47,138,129,255" />
       <Option type="QString" name="outline_color" value="255,255,255,255" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="outline_width" value="0.75" />
       <Option type="QString" name="size" value="9.204" />
       <Option type="QString" name="scale_method" value="diameter" />
       <Option type="QString" name="outline_width_unit" value="Point" />
       <Option type="QString" name="size_unit" value="Point" />
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option type="Map" name="properties">
         <Option type="Map" name="size">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="1.18 * CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 7.2 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 25 THEN 14.25 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 10 THEN 12 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 5 THEN 9.75 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 1 THEN 7.8 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 0 THEN 6 END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="fillColor">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '255,255,255,217' ELSE '47,138,129,255' END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="outlineColor">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '47,138,129,255' ELSE '255,255,255,255' END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="outlineWidth">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 1.2 ELSE 0.75 END" />
          <Option type="int" name="type" value="3" />
         </Option>
        </Option>
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol type="marker" name="5" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="1" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="circle" />
       <Option type="QString" name="color" value="91,84,112,28" />
       <Option type="QString" name="outline_color" value="91,84,112,140" />
       <Option type="QString" name="outline_width" value="0.525" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="size" value="0" />
       <Option type="QString" name="outline_width_unit" value="Point" />
       <Option type="QString" name="size_unit" value="Point" />
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option type="Map" name="properties">
         <Option type="Map" name="size">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN &quot;place_precision&quot; = 'near' THEN CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 12 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 25 THEN 19.05 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 10 THEN 16.8 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 5 THEN 14.55 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 1 THEN 12.6 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 0 THEN 10.8 END ELSE 0 END" />
          <Option type="int" name="type" value="3" />
         </Option>
        </Option>
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
     </layer>
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="cross_fill" />
       <Option type="QString" name="angle" value="0" />
       <Option type="QString" name="color" value="87,96,106,255" />
       <Option type="QString" name="outline_color" value="255,255,255,255" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="outline_width" value="0.75" />
       <Option type="QString" name="size" value="8.97" />
       <Option type="QString" name="scale_method" value="diameter" />
       <Option type="QString" name="outline_width_unit" value="Point" />
       <Option type="QString" name="size_unit" value="Point" />
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option type="Map" name="properties">
         <Option type="Map" name="size">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="1.15 * CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 7.2 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 25 THEN 14.25 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 10 THEN 12 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 5 THEN 9.75 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 1 THEN 7.8 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 0 THEN 6 END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="fillColor">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '255,255,255,217' ELSE '87,96,106,255' END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="outlineColor">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '87,96,106,255' ELSE '255,255,255,255' END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="outlineWidth">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 1.2 ELSE 0.75 END" />
          <Option type="int" name="type" value="3" />
         </Option>
        </Option>
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol type="marker" name="6" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="1" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="circle" />
       <Option type="QString" name="color" value="91,84,112,28" />
       <Option type="QString" name="outline_color" value="91,84,112,140" />
       <Option type="QString" name="outline_width" value="0.525" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="size" value="0" />
       <Option type="QString" name="outline_width_unit" value="Point" />
       <Option type="QString" name="size_unit" value="Point" />
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option type="Map" name="properties">
         <Option type="Map" name="size">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN &quot;place_precision&quot; = 'near' THEN CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 12 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 25 THEN 19.05 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 10 THEN 16.8 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 5 THEN 14.55 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 1 THEN 12.6 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 0 THEN 10.8 END ELSE 0 END" />
          <Option type="int" name="type" value="3" />
         </Option>
        </Option>
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
     </layer>
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="circle" />
       <Option type="QString" name="angle" value="0" />
       <Option type="QString" name="color" value="87,96,106,255" />
       <Option type="QString" name="outline_color" value="255,255,255,255" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="outline_width" value="0.75" />
       <Option type="QString" name="size" value="7.8" />
       <Option type="QString" name="scale_method" value="diameter" />
       <Option type="QString" name="outline_width_unit" value="Point" />
       <Option type="QString" name="size_unit" value="Point" />
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option type="Map" name="properties">
         <Option type="Map" name="size">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="1 * CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 7.2 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 25 THEN 14.25 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 10 THEN 12 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 5 THEN 9.75 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 1 THEN 7.8 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 0 THEN 6 END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="fillColor">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '255,255,255,217' ELSE '87,96,106,255' END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="outlineColor">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '87,96,106,255' ELSE '255,255,255,255' END" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="outlineWidth">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 1.2 ELSE 0.75 END" />
          <Option type="int" name="type" value="3" />
         </Option>
        </Option>
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol type="marker" name="7" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="circle" />
       <Option type="QString" name="color" value="255,255,255,255" />
       <Option type="QString" name="outline_color" value="255,255,255,255" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="outline_width" value="3.45" />
       <Option type="QString" name="size" value="13.2" />
       <Option type="QString" name="outline_width_unit" value="Point" />
       <Option type="QString" name="size_unit" value="Point" />
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option type="Map" name="properties">
         <Option type="Map" name="size">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(@cluster_size, 1) &lt; 10 THEN 11.25 WHEN coalesce(@cluster_size, 1) &lt; 100 THEN 13.2 WHEN coalesce(@cluster_size, 1) &lt; 1000 THEN 16.5 ELSE 21.6 END + 1.95" />
          <Option type="int" name="type" value="3" />
         </Option>
        </Option>
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
     </layer>
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="circle" />
       <Option type="QString" name="color" value="255,255,255,255" />
       <Option type="QString" name="outline_color" value="86,96,112,255" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="outline_width" value="1.95" />
       <Option type="QString" name="size" value="13.2" />
       <Option type="QString" name="outline_width_unit" value="Point" />
       <Option type="QString" name="size_unit" value="Point" />
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option type="Map" name="properties">
         <Option type="Map" name="size">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="CASE WHEN coalesce(@cluster_size, 1) &lt; 10 THEN 11.25 WHEN coalesce(@cluster_size, 1) &lt; 100 THEN 13.2 WHEN coalesce(@cluster_size, 1) &lt; 1000 THEN 16.5 ELSE 21.6 END + 1.95" />
          <Option type="int" name="type" value="3" />
         </Option>
         <Option type="Map" name="outlineColor">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="coalesce(nullif(to_string(@cluster_color), ''), '86,96,112,255')" />
          <Option type="int" name="type" value="3" />
         </Option>
        </Option>
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
     </layer>
     <layer class="FontMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option type="QString" name="chr" value="1" />
       <Option type="QString" name="color" value="45,42,38,255" />
       <Option type="QString" name="font" value="Arial" />
       <Option type="QString" name="font_style" value="Bold" />
       <Option type="QString" name="size" value="7.5" />
       <Option type="QString" name="outline_width" value="0" />
       <Option type="QString" name="size_unit" value="Point" />
       <Option type="QString" name="outline_width_unit" value="Point" />
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option type="Map" name="properties">
         <Option type="Map" name="char">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="to_string(9)" />
          <Option type="int" name="type" value="3" />
         </Option>
        </Option>
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
     </layer>
    </symbol>
    <symbol type="marker" name="8" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="1" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="circle" />
       <Option type="QString" name="color" value="91,84,112,28" />
       <Option type="QString" name="outline_color" value="91,84,112,140" />
       <Option type="QString" name="outline_width" value="0.525" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="size" value="0" />
       <Option type="QString" name="outline_width_unit" value="Point" />
       <Option type="QString" name="size_unit" value="Point" />
      </Option>
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option type="Map" name="properties">
         <Option type="Map" name="size">
          <Option type="bool" name="active" value="true" />
          <Option type="QString" name="expression" value="12.6" />
          <Option type="int" name="type" value="3" />
         </Option>
        </Option>
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
     </layer>
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="circle" />
       <Option type="QString" name="color" value="87,96,106,255" />
       <Option type="QString" name="size" value="7.8" />
       <Option type="QString" name="outline_color" value="255,255,255,255" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="outline_width" value="0.75" />
       <Option type="QString" name="size_unit" value="Point" />
       <Option type="QString" name="outline_width_unit" value="Point" />
      </Option>
     </layer>
    </symbol>
    <symbol type="marker" name="9" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="circle" />
       <Option type="QString" name="color" value="255,255,255,255" />
       <Option type="QString" name="size" value="7.2" />
       <Option type="QString" name="outline_color" value="87,96,106,255" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="outline_width" value="1.2" />
       <Option type="QString" name="size_unit" value="Point" />
       <Option type="QString" name="outline_width_unit" value="Point" />
      </Option>
     </layer>
    </symbol>
    <symbol type="marker" name="10" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="circle" />
       <Option type="QString" name="color" value="87,96,106,255" />
       <Option type="QString" name="size" value="6" />
       <Option type="QString" name="outline_color" value="255,255,255,255" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="outline_width" value="0.75" />
       <Option type="QString" name="size_unit" value="Point" />
       <Option type="QString" name="outline_width_unit" value="Point" />
      </Option>
     </layer>
    </symbol>
    <symbol type="marker" name="11" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="circle" />
       <Option type="QString" name="color" value="87,96,106,255" />
       <Option type="QString" name="size" value="7.8" />
       <Option type="QString" name="outline_color" value="255,255,255,255" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="outline_width" value="0.75" />
       <Option type="QString" name="size_unit" value="Point" />
       <Option type="QString" name="outline_width_unit" value="Point" />
      </Option>
     </layer>
    </symbol>
    <symbol type="marker" name="12" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="circle" />
       <Option type="QString" name="color" value="87,96,106,255" />
       <Option type="QString" name="size" value="9.75" />
       <Option type="QString" name="outline_color" value="255,255,255,255" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="outline_width" value="0.75" />
       <Option type="QString" name="size_unit" value="Point" />
       <Option type="QString" name="outline_width_unit" value="Point" />
      </Option>
     </layer>
    </symbol>
    <symbol type="marker" name="13" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="circle" />
       <Option type="QString" name="color" value="87,96,106,255" />
       <Option type="QString" name="size" value="12" />
       <Option type="QString" name="outline_color" value="255,255,255,255" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="outline_width" value="0.75" />
       <Option type="QString" name="size_unit" value="Point" />
       <Option type="QString" name="outline_width_unit" value="Point" />
      </Option>
     </layer>
    </symbol>
    <symbol type="marker" name="14" alpha="1" clip_to_extent="1" force_rhr="0">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option type="QString" name="name" value="circle" />
       <Option type="QString" name="color" value="87,96,106,255" />
       <Option type="QString" name="size" value="14.25" />
       <Option type="QString" name="outline_color" value="255,255,255,255" />
       <Option type="QString" name="outline_style" value="solid" />
       <Option type="QString" name="outline_width" value="0.75" />
       <Option type="QString" name="size_unit" value="Point" />
       <Option type="QString" name="outline_width_unit" value="Point" />
      </Option>
     </layer>
    </symbol>
   </symbols>
  </renderer-v2>
  <symbol type="marker" name="centerSymbol" alpha="1" clip_to_extent="1" force_rhr="0">
   <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
    <Option type="Map">
     <Option type="QString" name="name" value="circle" />
     <Option type="QString" name="color" value="255,255,255,255" />
     <Option type="QString" name="outline_color" value="255,255,255,255" />
     <Option type="QString" name="outline_style" value="solid" />
     <Option type="QString" name="outline_width" value="3.45" />
     <Option type="QString" name="size" value="13.2" />
     <Option type="QString" name="outline_width_unit" value="Point" />
     <Option type="QString" name="size_unit" value="Point" />
    </Option>
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value="" />
      <Option type="Map" name="properties">
       <Option type="Map" name="size">
        <Option type="bool" name="active" value="true" />
        <Option type="QString" name="expression" value="CASE WHEN coalesce(@cluster_size, 1) &lt; 10 THEN 11.25 WHEN coalesce(@cluster_size, 1) &lt; 100 THEN 13.2 WHEN coalesce(@cluster_size, 1) &lt; 1000 THEN 16.5 ELSE 21.6 END + 1.95" />
        <Option type="int" name="type" value="3" />
       </Option>
      </Option>
      <Option type="QString" name="type" value="collection" />
     </Option>
    </data_defined_properties>
   </layer>
   <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
    <Option type="Map">
     <Option type="QString" name="name" value="circle" />
     <Option type="QString" name="color" value="255,255,255,255" />
     <Option type="QString" name="outline_color" value="86,96,112,255" />
     <Option type="QString" name="outline_style" value="solid" />
     <Option type="QString" name="outline_width" value="1.95" />
     <Option type="QString" name="size" value="13.2" />
     <Option type="QString" name="outline_width_unit" value="Point" />
     <Option type="QString" name="size_unit" value="Point" />
    </Option>
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value="" />
      <Option type="Map" name="properties">
       <Option type="Map" name="size">
        <Option type="bool" name="active" value="true" />
        <Option type="QString" name="expression" value="CASE WHEN coalesce(@cluster_size, 1) &lt; 10 THEN 11.25 WHEN coalesce(@cluster_size, 1) &lt; 100 THEN 13.2 WHEN coalesce(@cluster_size, 1) &lt; 1000 THEN 16.5 ELSE 21.6 END + 1.95" />
        <Option type="int" name="type" value="3" />
       </Option>
       <Option type="Map" name="outlineColor">
        <Option type="bool" name="active" value="true" />
        <Option type="QString" name="expression" value="coalesce(nullif(to_string(@cluster_color), ''), '86,96,112,255')" />
        <Option type="int" name="type" value="3" />
       </Option>
      </Option>
      <Option type="QString" name="type" value="collection" />
     </Option>
    </data_defined_properties>
   </layer>
   <layer class="FontMarker" enabled="1" locked="0" pass="0">
    <Option type="Map">
     <Option type="QString" name="chr" value="1" />
     <Option type="QString" name="color" value="45,42,38,255" />
     <Option type="QString" name="font" value="Arial" />
     <Option type="QString" name="font_style" value="Bold" />
     <Option type="QString" name="size" value="7.5" />
     <Option type="QString" name="outline_width" value="0" />
     <Option type="QString" name="size_unit" value="Point" />
     <Option type="QString" name="outline_width_unit" value="Point" />
    </Option>
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value="" />
      <Option type="Map" name="properties">
       <Option type="Map" name="char">
        <Option type="bool" name="active" value="true" />
        <Option type="QString" name="expression" value="to_string(coalesce(@cluster_size, 1))" />
        <Option type="int" name="type" value="3" />
       </Option>
      </Option>
      <Option type="QString" name="type" value="collection" />
     </Option>
    </data_defined_properties>
   </layer>
  </symbol>
  <orderby>
   <orderByClause asc="0" nullsFirst="0">coalesce("killed_best", "killed_low", "killed_high")</orderByClause>
  </orderby>
 </renderer-v2>
 <blendMode>0</blendMode>
 <layerGeometryType>0</layerGeometryType>
 <labeling type="simple">
  <settings calloutType="simple">
   <text-style fieldName="''" isExpression="1" fontFamily="Arial" fontSize="1" />
   <placement placement="0" />
   <rendering drawLabels="0" obstacle="1" obstacleFactor="2" obstacleType="0" />
  </settings>
 </labeling>
 <temporal enabled="1" mode="4" limitMode="0" startExpression="to_datetime(&quot;date_start&quot;)" endExpression="to_datetime(&quot;date_end&quot;) + to_interval('1 day')" startField="" endField="" accumulate="0" fixedDuration="0" durationField="" durationUnit="min">
  <fixedRange>
   <start />
   <end />
  </fixedRange>
 </temporal>
 <previewExpression>format_date("date_start", 'yyyy-MM-dd') || ' ' || coalesce(nullif("sub_event_type", ''), "event_type") || ', ' || coalesce(nullif("location", ''), nullif("district", ''), "province", '')</previewExpression>
</qgis>
