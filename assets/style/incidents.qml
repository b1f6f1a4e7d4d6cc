<qgis version="3.28.0" styleCategories="Symbology">
 <renderer-v2 type="categorizedSymbol" symbollevels="0" enableorderby="0" forceraster="0" attr="event_type">
  <categories>
   <category render="true" symbol="0" value="Battles" label="Battles" type="string" />
   <category render="true" symbol="1" value="Explosions/Remote violence" label="Explosions/Remote violence" type="string" />
   <category render="true" symbol="2" value="Violence against civilians" label="Violence against civilians" type="string" />
   <category render="true" symbol="3" value="Protests" label="Protests" type="string" />
   <category render="true" symbol="4" value="Riots" label="Riots" type="string" />
   <category render="true" symbol="5" value="Strategic developments" label="Strategic developments" type="string" />
  </categories>
  <symbols>
   <symbol type="marker" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="name" value="circle" />
      <Option type="QString" name="angle" value="0" />
      <Option type="QString" name="color" value="181,56,2,255" />
      <Option type="QString" name="outline_color" value="255,255,255,255" />
      <Option type="QString" name="outline_style" value="solid" />
      <Option type="QString" name="outline_width" value="1" />
      <Option type="QString" name="outline_width_unit" value="Pixel" />
      <Option type="QString" name="size" value="10.4" />
      <Option type="QString" name="size_unit" value="Pixel" />
      <Option type="QString" name="scale_method" value="diameter" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option type="Map" name="properties">
        <Option type="Map" name="size">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="CASE WHEN NOT &quot;place_precision&quot; IN ('exact', 'near') THEN 6 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 9.6 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 25 THEN 19 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 10 THEN 16 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 5 THEN 13 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 1 THEN 10.4 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 0 THEN 8 END" />
         <Option type="int" name="type" value="3" />
        </Option>
        <Option type="Map" name="fillColor">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="CASE WHEN NOT &quot;place_precision&quot; IN ('exact', 'near') OR coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '255,255,255,0' ELSE '181,56,2,255' END" />
         <Option type="int" name="type" value="3" />
        </Option>
        <Option type="Map" name="outlineColor">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="CASE WHEN NOT &quot;place_precision&quot; IN ('exact', 'near') THEN '86,96,112,255' WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '181,56,2,255' ELSE '255,255,255,255' END" />
         <Option type="int" name="type" value="3" />
        </Option>
       </Option>
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol type="marker" name="1" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="name" value="triangle" />
      <Option type="QString" name="angle" value="0" />
      <Option type="QString" name="color" value="169,122,10,255" />
      <Option type="QString" name="outline_color" value="255,255,255,255" />
      <Option type="QString" name="outline_style" value="solid" />
      <Option type="QString" name="outline_width" value="1" />
      <Option type="QString" name="outline_width_unit" value="Pixel" />
      <Option type="QString" name="size" value="10.4" />
      <Option type="QString" name="size_unit" value="Pixel" />
      <Option type="QString" name="scale_method" value="diameter" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option type="Map" name="properties">
        <Option type="Map" name="size">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="CASE WHEN NOT &quot;place_precision&quot; IN ('exact', 'near') THEN 6 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 9.6 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 25 THEN 19 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 10 THEN 16 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 5 THEN 13 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 1 THEN 10.4 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 0 THEN 8 END" />
         <Option type="int" name="type" value="3" />
        </Option>
        <Option type="Map" name="fillColor">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="CASE WHEN NOT &quot;place_precision&quot; IN ('exact', 'near') OR coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '255,255,255,0' ELSE '169,122,10,255' END" />
         <Option type="int" name="type" value="3" />
        </Option>
        <Option type="Map" name="outlineColor">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="CASE WHEN NOT &quot;place_precision&quot; IN ('exact', 'near') THEN '86,96,112,255' WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '169,122,10,255' ELSE '255,255,255,255' END" />
         <Option type="int" name="type" value="3" />
        </Option>
       </Option>
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol type="marker" name="2" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="name" value="square" />
      <Option type="QString" name="angle" value="0" />
      <Option type="QString" name="color" value="157,23,77,255" />
      <Option type="QString" name="outline_color" value="255,255,255,255" />
      <Option type="QString" name="outline_style" value="solid" />
      <Option type="QString" name="outline_width" value="1" />
      <Option type="QString" name="outline_width_unit" value="Pixel" />
      <Option type="QString" name="size" value="10.4" />
      <Option type="QString" name="size_unit" value="Pixel" />
      <Option type="QString" name="scale_method" value="diameter" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option type="Map" name="properties">
        <Option type="Map" name="size">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="CASE WHEN NOT &quot;place_precision&quot; IN ('exact', 'near') THEN 6 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 9.6 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 25 THEN 19 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 10 THEN 16 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 5 THEN 13 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 1 THEN 10.4 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 0 THEN 8 END" />
         <Option type="int" name="type" value="3" />
        </Option>
        <Option type="Map" name="fillColor">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="CASE WHEN NOT &quot;place_precision&quot; IN ('exact', 'near') OR coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '255,255,255,0' ELSE '157,23,77,255' END" />
         <Option type="int" name="type" value="3" />
        </Option>
        <Option type="Map" name="outlineColor">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="CASE WHEN NOT &quot;place_precision&quot; IN ('exact', 'near') THEN '86,96,112,255' WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '157,23,77,255' ELSE '255,255,255,255' END" />
         <Option type="int" name="type" value="3" />
        </Option>
       </Option>
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol type="marker" name="3" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="name" value="diamond" />
      <Option type="QString" name="angle" value="0" />
      <Option type="QString" name="color" value="29,111,184,255" />
      <Option type="QString" name="outline_color" value="255,255,255,255" />
      <Option type="QString" name="outline_style" value="solid" />
      <Option type="QString" name="outline_width" value="1" />
      <Option type="QString" name="outline_width_unit" value="Pixel" />
      <Option type="QString" name="size" value="10.4" />
      <Option type="QString" name="size_unit" value="Pixel" />
      <Option type="QString" name="scale_method" value="diameter" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option type="Map" name="properties">
        <Option type="Map" name="size">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="CASE WHEN NOT &quot;place_precision&quot; IN ('exact', 'near') THEN 6 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 9.6 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 25 THEN 19 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 10 THEN 16 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 5 THEN 13 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 1 THEN 10.4 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 0 THEN 8 END" />
         <Option type="int" name="type" value="3" />
        </Option>
        <Option type="Map" name="fillColor">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="CASE WHEN NOT &quot;place_precision&quot; IN ('exact', 'near') OR coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '255,255,255,0' ELSE '29,111,184,255' END" />
         <Option type="int" name="type" value="3" />
        </Option>
        <Option type="Map" name="outlineColor">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="CASE WHEN NOT &quot;place_precision&quot; IN ('exact', 'near') THEN '86,96,112,255' WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '29,111,184,255' ELSE '255,255,255,255' END" />
         <Option type="int" name="type" value="3" />
        </Option>
       </Option>
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol type="marker" name="4" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="name" value="triangle" />
      <Option type="QString" name="angle" value="180" />
      <Option type="QString" name="color" value="47,138,129,255" />
      <Option type="QString" name="outline_color" value="255,255,255,255" />
      <Option type="QString" name="outline_style" value="solid" />
      <Option type="QString" name="outline_width" value="1" />
      <Option type="QString" name="outline_width_unit" value="Pixel" />
      <Option type="QString" name="size" value="10.4" />
      <Option type="QString" name="size_unit" value="Pixel" />
      <Option type="QString" name="scale_method" value="diameter" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option type="Map" name="properties">
        <Option type="Map" name="size">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="CASE WHEN NOT &quot;place_precision&quot; IN ('exact', 'near') THEN 6 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 9.6 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 25 THEN 19 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 10 THEN 16 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 5 THEN 13 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 1 THEN 10.4 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 0 THEN 8 END" />
         <Option type="int" name="type" value="3" />
        </Option>
        <Option type="Map" name="fillColor">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="CASE WHEN NOT &quot;place_precision&quot; IN ('exact', 'near') OR coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '255,255,255,0' ELSE '47,138,129,255' END" />
         <Option type="int" name="type" value="3" />
        </Option>
        <Option type="Map" name="outlineColor">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="CASE WHEN NOT &quot;place_precision&quot; IN ('exact', 'near') THEN '86,96,112,255' WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '47,138,129,255' ELSE '255,255,255,255' END" />
         <Option type="int" name="type" value="3" />
        </Option>
       </Option>
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol type="marker" name="5" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="name" value="cross_fill" />
      <Option type="QString" name="angle" value="0" />
      <Option type="QString" name="color" value="87,96,106,255" />
      <Option type="QString" name="outline_color" value="255,255,255,255" />
      <Option type="QString" name="outline_style" value="solid" />
      <Option type="QString" name="outline_width" value="1" />
      <Option type="QString" name="outline_width_unit" value="Pixel" />
      <Option type="QString" name="size" value="10.4" />
      <Option type="QString" name="size_unit" value="Pixel" />
      <Option type="QString" name="scale_method" value="diameter" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option type="Map" name="properties">
        <Option type="Map" name="size">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="CASE WHEN NOT &quot;place_precision&quot; IN ('exact', 'near') THEN 6 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN 9.6 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 25 THEN 19 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 10 THEN 16 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 5 THEN 13 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 1 THEN 10.4 WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) &gt;= 0 THEN 8 END" />
         <Option type="int" name="type" value="3" />
        </Option>
        <Option type="Map" name="fillColor">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="CASE WHEN NOT &quot;place_precision&quot; IN ('exact', 'near') OR coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '255,255,255,0' ELSE '87,96,106,255' END" />
         <Option type="int" name="type" value="3" />
        </Option>
        <Option type="Map" name="outlineColor">
         <Option type="bool" name="active" value="true" />
         <Option type="QString" name="expression" value="CASE WHEN NOT &quot;place_precision&quot; IN ('exact', 'near') THEN '86,96,112,255' WHEN coalesce(&quot;killed_best&quot;, &quot;killed_low&quot;, &quot;killed_high&quot;) IS NULL THEN '87,96,106,255' ELSE '255,255,255,255' END" />
         <Option type="int" name="type" value="3" />
        </Option>
       </Option>
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
 <blendMode>0</blendMode>
 <layerGeometryType>0</layerGeometryType>
</qgis>
